using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>
/// Fetches one account from Amazon and stores it. If Amazon does not have the account, that is an error like any other: only complete
/// listings deactivate accounts.
/// </summary>
internal sealed class AccountRefresher(IReadDb db, AccessTokens tokens, RemoteAccountRows amazon, IAccountStore store)
{
    /// <returns>Error: <c>account.not_found</c>, <c>account.disconnected</c>, or the failure of the call to Amazon.</returns>
    public async Task<Result<AccountId>> RefreshAsync(UserId user, AccountId id, CancellationToken ct)
    {
        var account = await db.Accounts.Where(a => a.UserId == user && a.Id == id)
            .Select(a => new { a.AmazonAccountId, a.AccountType, a.Status, a.ConnectionId, a.Region, a.ProfileId, a.EntityId })
            .SingleOrDefaultAsync(ct);
        if (account is null) return AccountErrors.NotFound;
        if (account.Status == AccountStatus.Disconnected) return AccountErrors.Disconnected;
        if (account.ConnectionId is not { } connection) return ConnectionErrors.NotFound;

        var origin = new AccountOrigin(account.AccountType, connection, account.Region ?? Region.NA, account.ProfileId, account.EntityId);
        var rows = await tokens.UseAsync(connection, login => amazon.FetchAsync(origin, account.AmazonAccountId, login, ct), ct);
        if (rows.Succeeded)
        {
            await (origin.Type == AccountType.Advertising
                ? store.StoreAsync(user, connection, rows.Value, ct) : store.StoreDspOrAmcAsync(user, origin, rows.Value, ct));
        }

        await store.RecordSyncAsync(user, id, rows.Succeeded ? null : rows.Error, ct);
        return rows.Succeeded ? id : rows.Error;
    }

    /// <summary>Stores with the account why it could not be refreshed.</summary>
    public Task RecordFailureAsync(UserId user, AccountId id, Error error, CancellationToken ct) => store.RecordSyncAsync(user, id, error, ct);
}
