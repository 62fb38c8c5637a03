using Accounts.Application.Common.Ports;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>How patient one of our clients is.</summary>
internal sealed record OutwardLimits(
    int RequestAttempts, int JobAttempts, TimeSpan BaseDelay, TimeSpan MaxDelay, TimeSpan AttemptTimeout, TimeSpan RequestDeadline, TimeSpan JobDeadline,
    int MaxAnswerBytes, double RetryShare, BreakerOptions Breaker)
{
    public static OutwardLimits Of(ResilienceOptions options, int maxAnswerBytes) => new(
        options.MaxAttempts ?? 3, options.MaxAttempts ?? 5, options.BaseDelay, options.MaxDelay, options.AttemptTimeout,
        options.RequestDeadline, options.JobDeadline, maxAnswerBytes, options.RetryShare, options.Breaker);

    public int AttemptsOf(Patience patience) => patience == Patience.Job ? JobAttempts : RequestAttempts;

    public TimeSpan DeadlineOf(Patience patience) => patience == Patience.Job ? JobDeadline : RequestDeadline;

    /// <param name="failedProbes">How many times in a row it was tried in vain.</param>
    public TimeSpan BreakFor(int failedProbes)
    {
        var doubled = Breaker.BreakFor * Math.Pow(2, Math.Min(failedProbes, 10));
        return doubled < Breaker.MaxBreakFor ? doubled : Breaker.MaxBreakFor;
    }
}
