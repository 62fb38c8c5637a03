using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>Makes what is stored current if a short wait can do it.</summary>
internal sealed class SyncJoiner(ISyncRuns runs, SyncStarter starter, SyncWait wait)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    /// <returns>Whether everything stored is of a sync that went well and is no older than a minute.</returns>
    public async Task<bool> JoinAsync(UserId user, CancellationToken ct)
    {
        var latest = await runs.LatestAsync(Fresh, ct);
        if (latest is { IsLive: false, IsRecent: true }) return latest.Status == SyncStatus.Success;
        if (latest is { IsLive: true }) return await wait.ForAsync(user, latest.Id, ct);

        var started = await starter.StartAsync(user, new WantedSync(SyncTrigger.Manual), ct);
        if (started.Succeeded) return await wait.ForAsync(user, started.Value.Id, ct);

        // Another request was first; or there is nothing to sync from, or only dead grants.
        return started.Error.Is(ConnectionErrors.NotFound)
            || (await runs.LatestAsync(Fresh, ct) is { IsLive: true } running && await wait.ForAsync(user, running.Id, ct));
    }
}
