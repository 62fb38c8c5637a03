using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.Sync;

/// <summary>When connections are synced automatically, and the limits of a run.</summary>
public sealed class SyncOptions
{
    public const string Section = "Sync";

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>How long after one automatic sync of a connection the next is due, varied by a tenth; 0 turns automatic syncs off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ErrorMessage = "Sync:Interval must be 1 minute to 7 days, or 0 for never.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The shortest interval of an account that has one of its own; a shorter setting counts as this.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Sync:MinimumAccountInterval must be 1 minute to 1 day.")]
    public TimeSpan MinimumAccountInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>When a due connection that was claimed is due again, unless its run was queued.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00", ErrorMessage = "Sync:ClaimFor must be 10 seconds to 1 hour.")]
    public TimeSpan ClaimFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after a listing failed the next one of the same thing continues at its cursor.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Sync:ResumeWithin must be 0 to 1 day.")]
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many complete listings in a row must lack an account until it becomes inactive.</summary>
    [Range(1, 100, ErrorMessage = "Sync:MissingAfter must be 1 to 100.")]
    public int MissingAfter { get; init; } = 2;

    /// <summary>How long it is kept what a listing has shown.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00", ErrorMessage = "Sync:KeepSeenFor must be 1 hour to 30 days.")]
    public TimeSpan KeepSeenFor { get; init; } = TimeSpan.FromDays(1);

    public bool IsAutomatic => Interval > TimeSpan.Zero;
}
