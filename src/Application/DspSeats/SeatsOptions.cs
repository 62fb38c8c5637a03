using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.DspSeats;

/// <summary>How old stored seats may be.</summary>
public sealed class SeatsOptions
{
    public const string Section = "Seats";

    /// <summary>The age up to which a snapshot is served without reading the seats from Amazon.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "Seats:SnapshotMaxAge must be 1 second to 1 day.")]
    public TimeSpan SnapshotMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a request waits until the seats have been read from Amazon.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20", ErrorMessage = "Seats:MaxWait must be 0 to 20 seconds.")]
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The age at which a snapshot is refreshed in the background.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "1.00:00:00", ErrorMessage = "Seats:RefreshAfter must be 1 hour to 1 day.")]
    public TimeSpan RefreshAfter { get; init; } = TimeSpan.FromHours(20);

    /// <summary>Seats that nobody has viewed within this time are not refreshed in the background.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "90.00:00:00", ErrorMessage = "Seats:ViewedWithin must be 1 hour to 90 days.")]
    public TimeSpan ViewedWithin { get; init; } = TimeSpan.FromDays(7);
}
