using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>Ends a run early. What it has stored stays, and nothing counts as missing.</summary>
public sealed record CancelSyncCommand(UserId User, SyncRunId Run) : ICommand<SyncView>;

internal sealed class CancelSyncHandler(IReadDb db, ISyncRuns runs) : ICommandHandler<CancelSyncCommand, SyncView>
{
    public async Task<Result<SyncView>> Handle(CancelSyncCommand command, CancellationToken ct)
    {
        var cancelled = await runs.CancelAsync(command.Run, ct);
        var found = await SyncView.ReadAsync(db, db.SyncRuns.Where(r => r.UserId == command.User && r.Id == command.Run), ct);
        if (found is not [var run]) return SyncErrors.NotFound;

        // Cancelling twice is fine; what has come to its end cannot be cancelled any more.
        return cancelled || run.View.Status == SyncStatus.Cancelled ? run.View : SyncErrors.Ended;
    }
}
