using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SyncSchedule(Database database, IOptions<SyncOptions> options) : ISyncSchedule
{
    public async Task<IReadOnlyList<DueConnections>> ClaimConnectionsAsync(int atMost, CancellationToken ct) =>
        await database.QueryAsync(Identity.Worker, $"select user_id, connection_ids from app.claim_due_syncs({atMost}, {options.Value.ClaimFor})",
            row => new DueConnections(new UserId(row.GetGuid(0)), [.. row.GetFieldValue<Guid[]>(1).Select(id => new ConnectionId(id))]), ct);

    public async Task<IReadOnlyList<DueAccount>> ClaimAccountsAsync(int atMost, CancellationToken ct) =>
        await database.QueryAsync(Identity.Worker, $"""
            select user_id, account_id from app.claim_due_accounts({atMost}, {options.Value.MinimumAccountInterval})
            """,
            row => new DueAccount(new UserId(row.GetGuid(0)), new AccountId(row.GetGuid(1))), ct);

    public Task SweepAsync(CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.sweep_sync_seen({options.Value.KeepSeenFor})", ct);
}
