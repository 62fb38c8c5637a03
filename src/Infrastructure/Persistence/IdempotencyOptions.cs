using System.ComponentModel.DataAnnotations;

namespace Accounts.Infrastructure.Persistence;

/// <summary>How long idempotency keys are kept.</summary>
public sealed class IdempotencyOptions
{
    public const string Section = "Idempotency";

    /// <summary>After this time an unfinished request counts as crashed. Longer than any request takes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "Idempotency:Lease must be 1 second to 10 minutes.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a key returns the response of its first request.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "Idempotency:KeepFor must be 1 minute to 7 days.")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(1);
}
