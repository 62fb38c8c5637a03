using System.Text.Json;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Sync;

public sealed record GetSyncQuery(UserId User, SyncRunId Run) : IQuery<SyncView>;

public sealed record SyncView(
    Guid SyncId, SyncStatus Status, SyncProgress Progress, IReadOnlyList<SyncScopeError> Errors, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt);

/// <summary>What a run has done so far. Pages and accounts count what is stored, never what was only fetched.</summary>
public sealed record SyncProgress(
    string? Phase, int PagesDone, int AccountsSeen, int Created, int Updated, int Unchanged, int Deactivated, int Failed);

public sealed record SyncScopeError(SyncScopeKind Scope, string Code, string Message);

internal sealed class GetSyncHandler(IReadDb db) : IQueryHandler<GetSyncQuery, SyncView>
{
    public async Task<Result<SyncView>> Handle(GetSyncQuery query, CancellationToken ct)
    {
        var run = await db.SyncRuns
            .Where(r => r.UserId == query.User && r.Id == query.Run)
            .Select(r => new
            {
                Row = r,
                Failed = db.SyncScopes.Where(s => s.RunId == r.Id && s.Status == SyncScopeStatus.Failed)
                    .Select(s => new SyncScopeError(s.Kind, s.ErrorCode ?? "", s.ErrorMessage ?? "")).ToList(),
            })
            .SingleOrDefaultAsync(ct);
        if (run is null) return SyncErrors.NotFound;

        return new SyncView(run.Row.Id.Value, run.Row.Status, ToProgress(run.Row), run.Failed, run.Row.StartedAt, run.Row.CompletedAt);
    }

    private static SyncProgress ToProgress(SyncRun run)
    {
        return new SyncProgress(run.Phase, Count("pages_done"), Count("accounts_seen"), Count("created"), Count("updated"),
            Count("unchanged"), Count("deactivated"), Count("failed"));

        int Count(string member) => run.Progress.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;
    }
}
