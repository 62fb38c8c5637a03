using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspSeats;

/// <summary>The seats of an advertiser, as current as a short wait can make them.</summary>
internal sealed class CurrentSeats(ISeatSnapshots snapshots, JobWaiter waiter, IChanges changes, IOptions<SeatsOptions> options)
{
    /// <summary>As long as a caller is told to wait.</summary>
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(5);

    private static readonly SeatSnapshot Never = new(Id: null, ReadAt: null, Age: null, LastStatus: null, LastErrorCode: null, Headers: null, []);

    /// <returns>
    /// Error: that of the last read, if there is no snapshot to fall back on, or the caller may not see it any more.
    /// </returns>
    public async Task<Result<ServedSeats>> ReadAsync(UserId user, string advertiser, CancellationToken ct)
    {
        // A view of a fresh snapshot is not recorded: the one that made it fresh was.
        if (await snapshots.FindAsync(user, advertiser, ct) is { } fresh && IsFresh(fresh))
            return new ServedSeats(fresh, IsCached: true, IsStale: false);

        if (await snapshots.ViewAsync(user, advertiser, options.Value.SnapshotMaxAge, RestAfterFailure, ct) is { } read)
        {
            changes.JobAdded();
            await waiter.WaitAsync(read, options.Value.MaxWait, waiting => snapshots.FindReadAsync(user, read, waiting), ct);
        }

        var found = await snapshots.FindAsync(user, advertiser, ct) ?? Never;
        if (IsFresh(found)) return new ServedSeats(found, IsCached: false, IsStale: false);
        if (found.LastStatus == SeatReadStatus.Failed && SeatFailures.Of(found.LastErrorCode) is var error
            && (found.Id is null || error.HidesSnapshot()))
        {
            return error;
        }

        return new ServedSeats(found, IsCached: found.Id is not null, IsStale: true);
    }

    /// <summary>What is stored, for a further page of it.</summary>
    public async Task<ServedSeats> ReadStoredAsync(UserId user, string advertiser, CancellationToken ct)
    {
        var found = await snapshots.FindAsync(user, advertiser, ct) ?? Never;
        return new ServedSeats(found, IsCached: true, IsStale: !IsFresh(found));
    }

    private bool IsFresh(SeatSnapshot snapshot) => snapshot.Age <= options.Value.SnapshotMaxAge;
}

/// <param name="IsCached">Whether the seats were stored before the request.</param>
/// <param name="IsStale">Whether the seats are older than they should be.</param>
internal sealed record ServedSeats(SeatSnapshot Snapshot, bool IsCached, bool IsStale);
