using System.Globalization;
using System.Runtime.CompilerServices;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>A run as it changes, to its end.</summary>
/// <param name="LastEventId">What the watcher saw last, if it has watched before.</param>
public sealed record WatchSyncQuery(UserId User, SyncRunId Run, string? LastEventId) : IQuery<IAsyncEnumerable<SyncEvent>>;

/// <summary>Each event is the whole state: one who missed some has missed nothing.</summary>
public sealed record SyncEvent(string Id, SyncView View);

internal sealed class WatchSyncHandler(IReadDb db, IChanges changes, TimeProvider clock) : IQueryHandler<WatchSyncQuery, IAsyncEnumerable<SyncEvent>>
{
    /// <summary>Up to a hundred pages a second may be stored; a client receives no more than ten events a second.</summary>
    private static readonly TimeSpan ShortestGap = TimeSpan.FromMilliseconds(100);

    /// <summary>After this time the state is sent again: proxies close a stream that stays silent.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(15);

    public async Task<Result<IAsyncEnumerable<SyncEvent>>> Handle(WatchSyncQuery query, CancellationToken ct)
    {
        var subscription = changes.Subscribe(query.Run.Value);
        if (await ReadAsync(query, ct) is { } state) return Result<IAsyncEnumerable<SyncEvent>>.Success(FollowAsync(query, state, subscription, ct));

        subscription.Dispose();
        return SyncErrors.NotFound;
    }

    private async IAsyncEnumerable<SyncEvent> FollowAsync(
        WatchSyncQuery query, SyncState? state, IChangeSubscription subscription, [EnumeratorCancellation] CancellationToken ct)
    {
        using var _ = subscription;
        var told = query.LastEventId;
        var toldAt = clock.GetTimestamp();
        for (; state is not null; state = await NextAsync(query, subscription, ct))
        {
            var id = state.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
            if (id != told || state.View.HasEnded || clock.GetElapsedTime(toldAt) > LongestGap)
            {
                yield return new SyncEvent(id, state.View);
                (told, toldAt) = (id, clock.GetTimestamp());
            }

            if (state.View.HasEnded) yield break;
        }
    }

    /// <summary>Null when the watcher has gone, or the instance is ending: the stream ends in good order, and can be taken up elsewhere.</summary>
    private async Task<SyncState?> NextAsync(WatchSyncQuery query, IChangeSubscription subscription, CancellationToken ct)
    {
        try
        {
            await Task.Delay(ShortestGap, clock, ct);
            await subscription.WaitAsync(ct);
            return await ReadAsync(query, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<SyncState?> ReadAsync(WatchSyncQuery query, CancellationToken ct) =>
        (await SyncView.ReadAsync(db, db.SyncRuns.Where(r => r.UserId == query.User && r.Id == query.Run), ct)).SingleOrDefault();
}
