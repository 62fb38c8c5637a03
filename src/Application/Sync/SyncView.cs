using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Sync;

/// <summary>How a run stands, as everybody is told: who asks, who watches, who looks back.</summary>
public sealed record SyncView(
    Guid SyncId, SyncStatus Status, SyncProgress Progress, IReadOnlyList<SyncScopeError> Errors, DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt)
{
    internal bool HasEnded => Status is not (SyncStatus.Queued or SyncStatus.InProgress);

    internal static async Task<IReadOnlyList<SyncState>> ReadAsync(IReadDb db, IQueryable<SyncRun> runs, CancellationToken ct)
    {
        var rows = await runs.Select(r => new
        {
            Row = r,
            Failed = db.SyncScopes.Where(s => s.RunId == r.Id && (s.Status == SyncScopeStatus.Failed || s.ErrorCode != null))
                .OrderBy(s => s.Kind).ThenBy(s => s.Id)
                .Select(s => new SyncScopeError(s.Kind, s.Region, s.ProfileId, s.ConnectionId.Value, s.ErrorCode ?? "", s.ErrorMessage ?? ""))
                .ToList(),
        }).ToListAsync(ct);
        return [.. rows.Select(r => new SyncState(Of(r.Row, r.Failed), r.Row.UpdatedAt))];
    }

    private static SyncView Of(SyncRun run, IReadOnlyList<SyncScopeError> failed) =>
        new(run.Id.Value, run.Status, SyncProgress.Of(run), failed, run.StartedAt, run.CompletedAt);
}

/// <param name="ChangedAt">The database's time.</param>
internal sealed record SyncState(SyncView View, DateTimeOffset ChangedAt);

/// <summary>What a run has done so far. Pages and accounts count what is stored, never what was only fetched.</summary>
public sealed record SyncProgress(
    string? Phase, int PagesDone, int AccountsSeen, int Created, int Updated, int Unchanged, int Deactivated, int Failed)
{
    internal static SyncProgress Of(SyncRun run)
    {
        return new SyncProgress(run.Phase, Count("pages_done"), Count("accounts_seen"), Count("created"), Count("updated"),
            Count("unchanged"), Count("deactivated"), Count("failed"));

        int Count(string member) =>
            run.Progress.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;
    }
}

/// <summary>Why one listing of a run failed, or failed last and is retried. The others went on.</summary>
/// <param name="ProfileId">The agency profile, when its advertisers could not be listed.</param>
public sealed record SyncScopeError(SyncScopeKind Scope, Region? Region, string? ProfileId, Guid ConnectionId, string Code, string Message);
