using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class ExpiringConnections(Database database, IOptions<TokenRefreshOptions> options) : IExpiringConnections
{
    public async Task<IReadOnlyList<ExpiringConnection>> ClaimAsync(TimeSpan within, int atMost, CancellationToken ct) =>
        await database.QueryAsync(Identity.Worker, $"""
            select user_id, connection_id, version from app.claim_expiring_connections({within}, {Jitter.Share}, {options.Value.Lease}, {atMost})
            """,
            row => new ExpiringConnection(new UserId(row.GetGuid(0)), new ConnectionId(row.GetGuid(1)), row.GetInt32(2)), ct);
}
