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
    public void Our_own_pause_is_drawn_from_a_ceiling_that_doubles_up_to_its_cap(int attempt, double drawn, double seconds) =>
        Pause(attempt, asked: null, drawn).ShouldBe(seconds);

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 1, 2.2)]
    [InlineData(0.5, 1, 1.1)]
    [InlineData(60, 1, 66)]
    public void What_Amazon_asks_for_is_the_least_we_wait(double asked, double drawn, double seconds) => Pause(0, asked, drawn).ShouldBe(seconds);

    [Theory]
    [InlineData(60.001)]
    [InlineData(172800)]
    public void Asked_for_more_than_the_cap_we_do_not_wait_at_all(double asked) => Pause(0, asked, 0).ShouldBeNull();

    [Fact]
    public void Creating_a_report_is_tried_again_much_later() =>
        OutwardPipeline.PauseBeforeNext(1, asked: null, CallFamily.ReportCreation.Slowness(), Limits, () => 1).ShouldBe(TimeSpan.FromSeconds(20));

    private static double? Pause(int attempt, double? asked, double drawn) =>
        OutwardPipeline.PauseBeforeNext(attempt, asked is { } s ? TimeSpan.FromSeconds(s) : null, CallFamily.AdsAccounts.Slowness(), Limits, () => drawn)?.TotalSeconds;
}
