using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class AccountStore(Database database, CurrentUser current) : IAccountStore
{
    public Task StoreAsync(UserId user, ConnectionId connection, string rows, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(current), $"select app.store_accounts({user.Value}, {connection.Value}, {rows}::jsonb)", ct);

    public Task StoreDspOrAmcAsync(UserId user, AccountOrigin origin, string rows, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(current), $"""
            select app.store_held_accounts({user.Value}, {origin.Connection.Value}, {EnumNameConverter<AccountType>.Names.Of(origin.Type)},
            {origin.Region.ToString()},
                                           {origin.ProfileId}::text, {origin.EntityId}::text, {rows}::jsonb)
            """, ct);

    public Task RecordSyncAsync(UserId user, AccountId account, Error? error, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(current), $"""
            update public.user_accounts
            set last_synced_at = case when {error is null} then app.now() else last_synced_at end,
                sync_status = case when {error is null} then 'completed' else 'failed' end, sync_error_message = {error?.Message}::text,
                sync_retry_count = case when {error is null} then 0 else sync_retry_count + 1 end
            where id = {account.Value} and user_id = {user.Value}
            """, ct);
}
