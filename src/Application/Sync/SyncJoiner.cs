using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>Makes what is stored current if a short wait can do it.</summary>
internal sealed class SyncJoiner(IReadDb db, ISyncRuns runs, SyncStarter starter, IChanges changes)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Whether everything stored is of a sync that went well and is no older than a minute.</returns>
    public async Task<bool> JoinAsync(UserId user, CancellationToken ct)
    {
        var latest = await runs.LatestAsync(Fresh, ct);
        if (latest is { IsLive: false, IsRecent: true }) return latest.Status == SyncStatus.Success;
        if (latest is { IsLive: true }) return await WaitAsync(user, latest.Id, ct);

        var started = await starter.StartAsync(user, new WantedSync(SyncTrigger.Manual), ct);
        if (started.Succeeded) return await WaitAsync(user, started.Value.Id, ct);

        // Another request was first; or there is nothing to sync from, or only dead grants.
        return started.Error.Is(ConnectionErrors.NotFound)
            || (await runs.LatestAsync(Fresh, ct) is { IsLive: true } running && await WaitAsync(user, running.Id, ct));
    }

    private async Task<bool> WaitAsync(UserId user, SyncRunId run, CancellationToken ct)
    {
        using var subscription = changes.Subscribe(run.Value);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var state = (await SyncView.ReadAsync(db, db.SyncRuns.Where(r => r.UserId == user && r.Id == run), patience.Token)).Single();
                if (state.View.HasEnded) return state.View.Status == SyncStatus.Success;
                await subscription.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
