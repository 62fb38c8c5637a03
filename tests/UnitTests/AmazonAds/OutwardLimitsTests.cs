using Accounts.Application.Common.Ports;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class OutwardLimitsTests
{
    private static readonly ResilienceOptions Options = new() { RequestDeadline = TimeSpan.FromSeconds(7), JobDeadline = TimeSpan.FromSeconds(70) };
    private static readonly OutwardLimits Limits = OutwardLimits.Of(Options, maxAnswerBytes: 1024);

    [Theory]
    [InlineData(RetryProfile.Request, 3, 7)]
    [InlineData(RetryProfile.Job, 5, 70)]
    public void A_job_has_more_attempts_and_time_than_a_request(RetryProfile retries, int attempts, int seconds)
    {
        Limits.AttemptsOf(retries).ShouldBe(attempts);
        Limits.DeadlineOf(retries).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(RetryProfile.Request)]
    [InlineData(RetryProfile.Job)]
    public void A_configured_number_of_attempts_applies_to_jobs_and_requests(RetryProfile retries) =>
        OutwardLimits.Of(new ResilienceOptions { MaxAttempts = 2 }, maxAnswerBytes: 1024).AttemptsOf(retries).ShouldBe(2);

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 30)]
    [InlineData(3, 120)]
    [InlineData(4, 120)]
    [InlineData(5000, 120)]
    public void Each_failed_probe_doubles_the_break_up_to_the_maximum(int failedProbes, int seconds) =>
        Limits.BreakFor(failedProbes).ShouldBe(TimeSpan.FromSeconds(seconds));
}
