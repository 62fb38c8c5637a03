using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class PauseTests
{
    private static readonly OutwardLimits Limits = OutwardLimits.Of(new ResilienceOptions(), maxAnswerBytes: 1024);

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(5, 1, 32)]
    [InlineData(6, 1, 60)]
    [InlineData(60, 1, 60)]
    [InlineData(3, 0, 0)]
    [InlineData(3, 0.5, 4)]
    public void The_delay_is_random_below_a_limit_that_doubles_up_to_the_maximum(int attempt, double drawn, double seconds) =>
        Pause(attempt, asked: null, drawn).ShouldBe(seconds);

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 1, 2.2)]
    [InlineData(0.5, 1, 1.1)]
    [InlineData(60, 1, 66)]
    public void The_delay_is_at_least_the_one_that_Amazon_requests(double asked, double drawn, double seconds) =>
        Pause(0, asked, drawn).ShouldBe(seconds);

    [Theory]
    [InlineData(60.001)]
    [InlineData(172800)]
    public void A_requested_delay_over_the_maximum_ends_the_attempts(double asked) => Pause(0, asked, 0).ShouldBeNull();

    [Fact]
    public void The_creation_of_a_report_has_a_longer_delay() =>
        OutwardPipeline.PauseBeforeNext(1, asked: null, CallFamily.ReportCreation.Slowness(), Limits, () => 1).ShouldBe(TimeSpan.FromSeconds(20));

    private static double? Pause(int attempt, double? asked, double drawn) =>
        OutwardPipeline.PauseBeforeNext(attempt, asked is { } s ? TimeSpan.FromSeconds(s) : null, CallFamily.AdsAccounts.Slowness(), Limits,
            () => drawn)?.TotalSeconds;
}
