using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspSeats;

/// <summary>The seats of an advertiser, as current as a short wait can make them.</summary>
internal sealed class CurrentSeats(ISeatSnapshots snapshots, JobWaiter waiter, IChanges changes, IOptions<SeatsOptions> options)
{
    /// <summary>The time in the <c>Retry-After</c> of a failure.</summary>
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(5);

    private static readonly SeatSnapshot Never = new(Id: null, ReadAt: null, Age: null, LastStatus: null, LastErrorCode: null, Headers: null, []);

    /// <returns>
    /// Error: that of the last read, if there is no snapshot to fall back on, or the caller may not see it any more; <c>seats.not_finished</c> if
    /// the first read takes longer than the wait.
    /// </returns>
    public async Task<Result<ServedSeats>> ReadAsync(UserId user, string advertiser, CancellationToken ct)
    {
        // Views are recorded only when the snapshot is old; that is often enough for the weekly limit.
        if (await FindFreshAsync(user, advertiser, ct) is { } fresh) return new ServedSeats(fresh, IsCached: true, IsStale: false);

        if (await snapshots.ViewAsync(user, advertiser, options.Value.SnapshotMaxAge, RestAfterFailure, ct) is { } read)
        {
            changes.JobAdded();
            await waiter.WaitAsync(read, options.Value.MaxWait, waiting => snapshots.FindReadAsync(user, read, waiting), ct);
        }

        var found = await snapshots.FindAsync(user, advertiser, ct) ?? Never;
        if (SeatFailures.DenialOf(found) is { } denial) return denial;
        if (found.Id is null) return found.LastStatus == SeatReadStatus.Failed ? SeatFailures.Of(found.LastErrorCode) : SeatErrors.NotFinished;

        var isStale = !IsFresh(found);
        return new ServedSeats(found, IsCached: isStale, isStale);
    }

    /// <summary>What is stored, for a further page of it.</summary>
    /// <returns>Error: that of the last read, if the caller may not see the snapshot any more.</returns>
    public async Task<Result<ServedSeats>> ReadStoredAsync(UserId user, string advertiser, CancellationToken ct)
    {
        var found = await snapshots.FindAsync(user, advertiser, ct) ?? Never;
        if (SeatFailures.DenialOf(found) is { } denial) return denial;
        return new ServedSeats(found, IsCached: true, IsStale: !IsFresh(found));
    }

    /// <returns>The snapshot, if it is not old and the caller may see it; else null.</returns>
    public async Task<SeatSnapshot?> FindFreshAsync(UserId user, string advertiser, CancellationToken ct) =>
        await snapshots.FindAsync(user, advertiser, ct) is { } found && SeatFailures.DenialOf(found) is null && IsFresh(found) ? found : null;

    private bool IsFresh(SeatSnapshot snapshot) => snapshot.Age <= options.Value.SnapshotMaxAge;
}

/// <param name="IsCached">Whether the seats were stored before the request.</param>
/// <param name="IsStale">Whether the seats are older than they should be.</param>
internal sealed record ServedSeats(SeatSnapshot Snapshot, bool IsCached, bool IsStale);
