using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;

namespace Accounts.Application.DspSeats;

/// <summary>The stored seats of the current user's advertisers. Ages are by the database's clock.</summary>
public interface ISeatSnapshots
{
    /// <returns>Null if the seats of the advertiser were never asked for.</returns>
    Task<SeatSnapshot?> FindAsync(UserId user, string advertiser, CancellationToken ct);

    /// <summary>
    /// Records that the user views the seats and, unless the last read succeeded within <paramref name="maxAge"/>, queues one or joins the live one.
    /// However many callers find an old snapshot, they queue one read.
    /// </summary>
    /// <param name="restAfterFailure">How long no further read is queued after a failed one.</param>
    /// <returns>The live read; null if there is nothing to wait for.</returns>
    Task<Guid?> ViewAsync(UserId user, string advertiser, TimeSpan maxAge, TimeSpan restAfterFailure, CancellationToken ct);

    /// <summary>
    /// Queues a read, or joins the live one. A caller waits for it, so it comes before the user's reads in the background; so does that of a view.
    /// </summary>
    /// <param name="read">The id of the read, if it is a new one.</param>
    /// <returns>The live read.</returns>
    Task<Guid> QueueAsync(UserId user, string advertiser, Guid read, CancellationToken ct);

    /// <summary>Replaces the snapshot and adds the read to the log, in one statement.</summary>
    Task ReplaceAsync(SeatRead read, IReadOnlyCollection<Seat> seats, SeatHeaders headers, CancellationToken ct);

    /// <summary>Adds a failed read to the log. The seats remain.</summary>
    Task FailAsync(SeatRead read, CancellationToken ct);

    /// <returns>Null while the read has not ended.</returns>
    Task<LoggedSeatRead?> FindReadAsync(UserId user, Guid read, CancellationToken ct);

    /// <summary>The reads of an advertiser, newest first.</summary>
    /// <param name="status">Null for all.</param>
    Task<(IReadOnlyList<LoggedSeatRead> Reads, int Total)> HistoryAsync(
        UserId user, string advertiser, SeatReadStatus? status, int limit, int offset, CancellationToken ct);
}

/// <param name="Id">Changes with each complete read; null if there was none.</param>
/// <param name="ReadAt">When the seats were read; null if they never were.</param>
/// <param name="Age">The time since then.</param>
/// <param name="LastStatus">How the last read ended, which may be a later one that failed.</param>
/// <param name="LastErrorCode">Why the last read failed.</param>
/// <param name="Headers">What Amazon accepted last.</param>
/// <param name="Seats">In the order of the exchanges.</param>
public sealed record SeatSnapshot(
    Guid? Id, DateTimeOffset? ReadAt, TimeSpan? Age, SeatReadStatus? LastStatus, string? LastErrorCode, SeatHeaders? Headers,
    IReadOnlyList<Seat> Seats);

/// <param name="Id">The id of the job.</param>
/// <param name="Details">What was asked and answered, for support.</param>
public sealed record SeatRead(
    Guid Id, UserId User, string Advertiser, SeatReadStatus Status, Error? Error, IReadOnlyDictionary<string, string> Details);

/// <param name="Seats">How many seats were read.</param>
/// <param name="Exchanges">At how many exchanges.</param>
public sealed record LoggedSeatRead(
    Guid Id, string Advertiser, SeatReadStatus Status, int Seats, int Exchanges, string? ErrorCode, string? ErrorMessage, string? Metadata,
    DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt);
