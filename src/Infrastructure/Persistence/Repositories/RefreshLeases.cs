using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class RefreshLeases(Database database, IOptions<TokenRefreshOptions> options) : IRefreshLeases
{
    public TimeSpan Lifetime => options.Value.Lease;

    public async Task<TokenState?> ReadAsync(UserId user, ConnectionId connection, CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Reading(user), $"""
            select status, encrypted_access_token,
                   encrypted_access_token is not null and coalesce(expires_at > app.now() + {options.Value.ExpiryMargin}::interval, false),
                   encrypted_access_token is not null and coalesce(last_refresh > app.now() - {options.Value.ReuseWithin}::interval, false),
                   app.now(), coalesce(expires_at - app.now(), make_interval()), version
            from public.oauth_tokens where id = {connection.Value} and user_id = {user.Value}
            """, ReadState, ct);
        return rows.SingleOrDefault();
    }

    public async Task<RefreshLease?> TryTakeAsync(UserId user, ConnectionId connection, RefreshRequest request, CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Of(user), $"""
            update public.oauth_tokens
            set refresh_lease_owner = {$"{Environment.MachineName}:{Guid.CreateVersion7()}"}, refresh_lease_until = app.now() + {Lifetime}::interval
            where id = {connection.Value} and user_id = {user.Value} and status = 'active'
              and coalesce(refresh_lease_until < app.now(), true)
              and case when {request.Version}::int is not null then version = {request.Version}::int
                       when encrypted_access_token is null then true
                       when {request.IsForced} then coalesce(last_refresh < app.now() - {options.Value.ReuseWithin}::interval, true)
                       else coalesce(expires_at <= app.now() + {options.Value.ExpiryMargin}::interval, true) end
            returning region, encrypted_refresh_token, app.now(), refresh_lease_owner
            """, ReadLease, ct);
        return rows.SingleOrDefault();
    }

    public Task ReleaseAsync(UserId user, ConnectionId connection, RefreshLease lease, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(user), $"""
            update public.oauth_tokens set refresh_lease_owner = null, refresh_lease_until = null
            where id = {connection.Value} and user_id = {user.Value} and refresh_lease_owner = {lease.Owner}
            """, ct);

    private static TokenState ReadState(NpgsqlDataReader row) =>
        new(EnumNameConverter<ConnectionStatus>.Names.Parse(row.GetString(0)), Token(row, 1), row.GetBoolean(2), row.GetBoolean(3),
            row.GetFieldValue<DateTimeOffset>(4), row.GetTimeSpan(5), row.GetInt32(6));

    private static RefreshLease ReadLease(NpgsqlDataReader row) =>
        new(Enum.Parse<Region>(row.GetString(0)), Token(row, 1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3));

    private static ProtectedToken? Token(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new ProtectedToken(row.GetString(column));
}
