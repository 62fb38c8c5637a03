using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Sync;

/// <summary>Waits up to ten seconds for the end of a run.</summary>
internal sealed class SyncWait(IReadDb db, JobWaiter waiter)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <returns>Whether the run ended with success within this time.</returns>
    public async Task<bool> ForAsync(UserId user, SyncRunId run, CancellationToken ct) =>
        await waiter.WaitAsync(run.Value, Longest, waiting => ReadEndAsync(user, run, waiting), ct) is { Status: SyncStatus.Success };

    private async Task<SyncView?> ReadEndAsync(UserId user, SyncRunId run, CancellationToken ct)
    {
        var state = (await SyncView.ReadAsync(db, db.SyncRuns.Where(r => r.UserId == user && r.Id == run), ct)).Single();
        return state.View.HasEnded ? state.View : null;
    }
}

/// <summary>The first sync of a user, which stores the first accounts. Pages that are opened right after connecting wait for it.</summary>
internal sealed class FirstSync(IReadDb db, SyncWait wait)
{
    /// <summary>Returns at once unless a run is live and none has ended yet.</summary>
    public async Task WaitAsync(UserId user, CancellationToken ct)
    {
        var runs = await db.SyncRuns.Where(r => r.UserId == user).OrderBy(r => r.CompletedAt == null)
            .Select(r => new { r.Id, HasEnded = r.CompletedAt != null }).Take(1).ToListAsync(ct);
        if (runs is [{ HasEnded: false } first]) await wait.ForAsync(user, first.Id, ct);
    }
}
