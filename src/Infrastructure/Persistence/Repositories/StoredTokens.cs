using Accounts.Application.Keys;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class StoredTokens(Database database) : IStoredTokens
{
    public async Task<IReadOnlyList<OwnedConnection>> ListAsync(ConnectionId? after, int atMost, CancellationToken ct) =>
        await database.QueryAsync(Identity.Worker, $"select user_id, connection_id from app.token_owners({after?.Value ?? Guid.Empty}, {atMost})",
            ReadOwned, ct);

    public async Task<IReadOnlyList<OwnedConnection>> NewestAsync(int atMost, CancellationToken ct) =>
        await database.QueryAsync(Identity.Worker, $"select user_id, connection_id from app.newest_token_owners({atMost})", ReadOwned, ct);

    public async Task<TokenPair?> ReadAsync(OwnedConnection connection, CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Reading(connection.User), $"""
            select encrypted_access_token, encrypted_refresh_token from public.oauth_tokens
            where id = {connection.Id.Value} and user_id = {connection.User.Value}
              and coalesce(encrypted_access_token, encrypted_refresh_token) is not null
            """, row => new TokenPair(Token(row, 0), Token(row, 1)), ct);
        return rows.SingleOrDefault();
    }

    public async Task<bool> ReplaceAsync(OwnedConnection connection, TokenPair read, TokenPair pair, CancellationToken ct) =>
        await database.ExecuteAsync(Identity.Of(connection.User), $"""
            update public.oauth_tokens
            set encrypted_access_token = {pair.Access?.Ciphertext}::text, encrypted_refresh_token = {pair.Refresh?.Ciphertext}::text
            where id = {connection.Id.Value} and user_id = {connection.User.Value}
              and encrypted_access_token is not distinct from {read.Access?.Ciphertext}::text
              and encrypted_refresh_token is not distinct from {read.Refresh?.Ciphertext}::text
            """, ct) == 1;

    private static OwnedConnection ReadOwned(NpgsqlDataReader row) => new(new UserId(row.GetGuid(0)), new ConnectionId(row.GetGuid(1)));

    private static ProtectedToken? Token(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new ProtectedToken(row.GetString(column));
}
