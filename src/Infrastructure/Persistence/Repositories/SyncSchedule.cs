using Accounts.Application.Common.Features;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SyncSchedule(Database database, IFeatureFlags flags, IOptions<SyncOptions> options) : ISyncSchedule
{
    public async Task<IReadOnlyList<DueConnections>> ClaimConnectionsAsync(int atMost, CancellationToken ct)
    {
        var share = await flags.FindAsync(Feature.AutoSync, ct);
        return await database.QueryAsync(Identity.Worker,
            $"""
             select user_id, connection_ids
             from app.claim_due_syncs({atMost}, {options.Value.ClaimFor}, {nameof(Feature.AutoSync)}, {share.Below}::bigint)
             """,
            row => new DueConnections(new UserId(row.GetGuid(0)), [.. row.GetFieldValue<Guid[]>(1).Select(id => new ConnectionId(id))]), ct);
    }

    public Task SweepAsync(CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.sweep_sync_seen({options.Value.KeepSeenFor})", ct);
}
