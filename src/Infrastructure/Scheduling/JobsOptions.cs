using System.ComponentModel.DataAnnotations;
using Accounts.Application.Common.Jobs;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>How this instance works on jobs.</summary>
public sealed class JobsOptions : IValidatableObject
{
    public const string Section = "Jobs";

    private const int DefaultConcurrency = 4;
    private const int MaxConcurrency = 256;

    /// <summary>Steps of each kind that run in parallel on this instance; 4 unless set.</summary>
    public IDictionary<string, int> Concurrency { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a claimed job stays this instance's without an extension; extended three times as often.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00", ErrorMessage = "Jobs:Lease must be 2 seconds to 5 minutes.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often due jobs are looked for when no notification arrives.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00", ErrorMessage = "Jobs:Tick must be 100 milliseconds to 1 minute.")]
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Consecutive failed steps that end a job.</summary>
    [Range(1, 1000, ErrorMessage = "Jobs:MaxFailures must be 1 to 1,000.")]
    public int MaxFailures { get; init; } = 20;

    /// <summary>Delay after the first failed step; it doubles.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "Jobs:FirstBackoff must be 100 milliseconds to 1 hour.")]
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest delay between failed steps.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "Jobs:MaxBackoff must be 100 milliseconds to 1 hour.")]
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an ended job is kept.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00", ErrorMessage = "Jobs:KeepFor must be 1 hour to 90 days.")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);

    internal JobLimits Limits => new(MaxFailures, JobRules.MaxExceptions, FirstBackoff, MaxBackoff);

    public int ConcurrencyOf(JobKind kind) => Concurrency.TryGetValue(kind.SettingName, out var steps) ? steps : DefaultConcurrency;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Concurrency.Where(setting => setting.Value is < 1 or > MaxConcurrency)
            .Select(setting => new ValidationResult($"Jobs:Concurrency:{setting.Key} must be 1 to {MaxConcurrency}."));
}
