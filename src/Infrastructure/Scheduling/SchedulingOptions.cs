using System.ComponentModel.DataAnnotations;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>The period of each tick.</summary>
public sealed class SchedulingOptions
{
    public const string Section = "Scheduling";

    /// <summary>How often connections that are due for an automatic sync are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Scheduling:DueSyncs must be 1 second to 1 day.")]
    public TimeSpan DueSyncs { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often accounts with a sync interval of their own are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Scheduling:DueAccounts must be 1 second to 1 day.")]
    public TimeSpan DueAccounts { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often seats that are due for a refresh are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Scheduling:DueSeats must be 1 second to 1 day.")]
    public TimeSpan DueSeats { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the scheduler records that it runs.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Scheduling:Heartbeat must be 1 second to 1 day.")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often expired rows are deleted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Scheduling:Sweep must be 1 second to 1 day.")]
    public TimeSpan Sweep { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often tokens under an old key are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Scheduling:KeyRotation must be 1 second to 1 day.")]
    public TimeSpan KeyRotation { get; init; } = TimeSpan.FromHours(1);
}
