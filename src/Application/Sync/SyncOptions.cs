using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.Sync;

/// <summary>When logins are synced without anybody asking.</summary>
public sealed class SyncOptions
{
    public const string Section = "Sync";

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>How long after one automatic sync of a connection the next is due, give or take a tenth; 0 turns them off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ErrorMessage = "Sync:Interval must be 1 minute to 7 days, or 0 for never.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(6);

    public bool IsAutomatic => Interval > TimeSpan.Zero;
}
