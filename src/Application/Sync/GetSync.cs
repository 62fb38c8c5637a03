using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

public sealed record GetSyncQuery(UserId User, SyncRunId Run) : IQuery<SyncView>;

internal sealed class GetSyncHandler(IReadDb db) : IQueryHandler<GetSyncQuery, SyncView>
{
    public async Task<Result<SyncView>> Handle(GetSyncQuery query, CancellationToken ct)
    {
        var found = await SyncView.ReadAsync(db, db.SyncRuns.Where(r => r.UserId == query.User && r.Id == query.Run), ct);
        return found is [var run] ? run.View : SyncErrors.NotFound;
    }
}
