using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>How patient we are with Amazon.</summary>
public sealed class ResilienceOptions
{
    public const string Section = "Resilience";

    /// <summary>Tries in all, the first included; unset: 3 while a person waits, 5 in jobs.</summary>
    [Range(1, 10, ErrorMessage = "Resilience:MaxAttempts must be 1 to 10.")]
    public int? MaxAttempts { get; init; }

    /// <summary>What the first pause is drawn from; it doubles with every try.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Resilience:BaseDelay must be 10 ms to 1 min.")]
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Amazon asking for a longer one is passed on to the caller instead.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:15:00", ErrorMessage = "Resilience:MaxDelay must be 10 ms to 15 min.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For one try, its body included. Amazon states 30 s as the 99th percentile of a call.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00", ErrorMessage = "Resilience:AttemptTimeout must be 100 ms to 5 min.")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For all tries and the pauses between them, while a person waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ErrorMessage = "Resilience:RequestDeadline must be 100 ms to 10 min.")]
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>The same in a job.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00", ErrorMessage = "Resilience:JobDeadline must be 100 ms to 30 min.")]
    public TimeSpan JobDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How much retries after failures may add to the calls of the last minute; ten are free.</summary>
    [Range(0.0, 10.0, ErrorMessage = "Resilience:RetryShare must be 0 to 10.")]
    public double RetryShare { get; init; } = 0.1;

    [ValidateObjectMembers]
    public BreakerOptions Breaker { get; init; } = new();
}

/// <summary>When calls to a group of operations in a region are not even tried for a while. Throttling and refusals of one user never
/// count.</summary>
public sealed class BreakerOptions
{
    /// <summary>The share of calls that must fail.</summary>
    [Range(0.01, 1.0, ErrorMessage = "Resilience:Breaker:FailureRatio must be 0.01 to 1.")]
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>Fewer calls than this within the window say nothing.</summary>
    [Range(2, 100_000, ErrorMessage = "Resilience:Breaker:MinimumCalls must be 2 to 100,000.")]
    public int MinimumCalls { get; init; } = 10;

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Resilience:Breaker:SamplingWindow must be 1 s to 10 min.")]
    public TimeSpan SamplingWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause; each failed probe doubles it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Resilience:Breaker:BreakFor must be 1 s to 10 min.")]
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(15);

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Resilience:Breaker:MaxBreakFor must be 1 s to 1 h.")]
    public TimeSpan MaxBreakFor { get; init; } = TimeSpan.FromMinutes(2);
}
