using Accounts.Application.Common.Ports;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>The attempts, delays and deadlines of one of our clients.</summary>
internal sealed record OutwardLimits(
    int RequestAttempts, int JobAttempts, TimeSpan BaseDelay, TimeSpan MaxDelay, TimeSpan AttemptTimeout, TimeSpan RequestDeadline,
    TimeSpan JobDeadline, int MaxAnswerBytes, double RetryShare, BreakerOptions Breaker)
{
    public static OutwardLimits Of(ResilienceOptions options, int maxAnswerBytes) => new(
        options.MaxAttempts ?? 3, options.MaxAttempts ?? 5, options.BaseDelay, options.MaxDelay, options.AttemptTimeout,
        options.RequestDeadline, options.JobDeadline, maxAnswerBytes, options.RetryShare, options.Breaker);

    public int AttemptsOf(RetryProfile retries) => retries == RetryProfile.Job ? JobAttempts : RequestAttempts;

    public TimeSpan DeadlineOf(RetryProfile retries) => retries == RetryProfile.Job ? JobDeadline : RequestDeadline;

    /// <param name="failedProbes">How many consecutive probes failed.</param>
    public TimeSpan BreakFor(int failedProbes)
    {
        var doubled = Breaker.BreakFor * Math.Pow(2, Math.Min(failedProbes, 10));
        return doubled < Breaker.MaxBreakFor ? doubled : Breaker.MaxBreakFor;
    }
}
