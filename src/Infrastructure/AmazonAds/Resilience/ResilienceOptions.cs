using System.ComponentModel.DataAnnotations;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>How patient we are with Amazon.</summary>
public sealed class ResilienceOptions
{
    public const string Section = "Resilience";

    /// <summary>Tries in all, the first included.</summary>
    [Range(1, 10, ErrorMessage = "Resilience:MaxAttempts must be 1 to 10.")]
    public int MaxAttempts { get; init; } = 3;

    /// <summary>What the first pause is drawn from; it doubles with every try.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "Resilience:BaseDelay must be 10 ms to 1 min.")]
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Amazon asking for a longer one is passed on to the caller instead.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:15:00", ErrorMessage = "Resilience:MaxDelay must be 10 ms to 15 min.")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For one try, its body included. Amazon states 30 s as the 99th percentile of a call.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00", ErrorMessage = "Resilience:AttemptTimeout must be 100 ms to 5 min.")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For all tries and the pauses between them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ErrorMessage = "Resilience:RequestDeadline must be 100 ms to 10 min.")]
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(25);
}
