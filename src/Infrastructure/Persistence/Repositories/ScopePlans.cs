using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>
/// Adds to planned scopes where they resume. The decision is <see cref="SyncPlan.Resumes"/>; <c>app.open_scopes</c> notices when a newer listing
/// has come between, and starts from the first page.
/// </summary>
internal sealed class ScopePlans(Database database, CurrentUser user, IOptions<SyncOptions> options)
{
    /// <returns>JSON, as <c>app.open_scopes</c> reads it.</returns>
    public async Task<string> WriteAsync(IReadOnlyList<PlannedScope> scopes, bool fromStart, CancellationToken ct)
    {
        var within = options.Value.ResumeWithin;
        var earlier = fromStart || scopes.Count == 0 ? [] : await ReadEarlierAsync(scopes, within, ct);
        return StoredJson.Write(scopes.Select(s => new ScopeRow(s.Connection.Value, s.Kind, s.Region?.ToString(), s.ProfileId,
            earlier.GetValueOrDefault(s) is { } newest && SyncPlan.Resumes(newest, within) ? newest.ScopeId : null)));
    }

    /// <summary>The newest listing of each thing that was listed lately.</summary>
    private async Task<Dictionary<PlannedScope, EarlierListing>> ReadEarlierAsync(
        IReadOnlyList<PlannedScope> scopes, TimeSpan within, CancellationToken ct)
    {
        var connections = scopes.Select(s => s.Connection.Value).Distinct().ToArray();
        var rows = await database.QueryAsync(Identity.Of(user), $"""
            select distinct on (connection_id, kind, region, profile_id)
                   connection_id, kind, region, profile_id, id, status, cursor is not null, app.now() - updated_at, error_code
            from public.sync_scopes
            where user_id = {user.Id.Value} and connection_id = any ({connections}) and updated_at > (select app.now()) - {within}::interval
            order by connection_id, kind, region, profile_id, updated_at desc
            """, Read, ct);
        return rows.ToDictionary();
    }

    private static KeyValuePair<PlannedScope, EarlierListing> Read(NpgsqlDataReader row) => new(
        new PlannedScope(
            new ConnectionId(row.GetGuid(0)),
            EnumNameConverter<SyncScopeKind>.Names.Parse(row.GetString(1)),
            row.IsDBNull(2) ? null : Enum.Parse<Region>(row.GetString(2)),
            row.IsDBNull(3) ? null : row.GetString(3)),
        new EarlierListing(
            row.GetGuid(4), EnumNameConverter<SyncScopeStatus>.Names.Parse(row.GetString(5)), row.GetBoolean(6), row.GetTimeSpan(7),
            row.IsDBNull(8) ? null : row.GetString(8)));

    private sealed record ScopeRow(Guid ConnectionId, SyncScopeKind Kind, string? Region, string? ProfileId, Guid? ResumeFrom);
}
