using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Sync;

/// <summary>Queues a run over a user's live connections and wakes this instance's worker.</summary>
internal sealed class SyncStarter(IReadDb db, ISyncRuns runs, ISyncSignal signal)
{
    /// <param name="only">One connection, or null for all.</param>
    public async Task<Result<QueuedRun>> StartAsync(UserId user, SyncTrigger trigger, ConnectionId? only, CancellationToken ct, bool afresh = false)
    {
        var connections = await db.Connections
            .Where(c => c.UserId == user && c.Status != ConnectionStatus.Revoked && (only == null || c.Id == only))
            .OrderBy(c => c.CreatedAt)
            .Select(c => new { c.Id, c.Status })
            .ToListAsync(ct);
        if (connections.Count == 0) return ConnectionErrors.NotFound;

        var live = connections.Where(c => c.Status == ConnectionStatus.Active).Select(c => c.Id).ToArray();
        if (live.Length == 0) return ConnectionErrors.ReauthorizationRequired;

        var queued = await runs.QueueAsync(user, trigger, live, afresh, ct);
        if (queued.Succeeded) signal.Raise();
        return queued;
    }
}
