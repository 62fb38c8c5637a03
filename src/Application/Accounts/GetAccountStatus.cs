using System.Text.Json;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>
/// Returns the current status of an account. Amazon is called unless the stored status is less than a minute old. If the call fails, the
/// stored status is returned.
/// </summary>
public sealed record GetAccountStatusQuery(UserId User, AccountId Account) : IQuery<AccountState>;

/// <param name="Stale">The call to Amazon failed, and stored data is returned.</param>
public sealed record AccountState(
    Guid AccountId,
    AccountStatus Status,
    string? ApiStatus,
    JsonElement Errors,
    AccountConnectionState? Connection,
    AccountSyncState Sync,
    DateTimeOffset CheckedAt,
    bool Stale);

public sealed record AccountConnectionState(ConnectionStatus Status, bool TokenValid, DateTimeOffset? ExpiresAt, bool NeedsReauth);

public sealed record AccountSyncState(string Status, DateTimeOffset? LastSyncedAt, string? LastError);

internal sealed class GetAccountStatusHandler(IReadDb db, AccountRefresher refresher, TimeProvider clock)
    : IQueryHandler<GetAccountStatusQuery, AccountState>
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);
    private static readonly JsonElement NoErrors = JsonElement.Parse("{}");

    public async Task<Result<AccountState>> Handle(GetAccountStatusQuery query, CancellationToken ct)
    {
        var stored = await ReadAsync(query, stale: false, ct);
        if (stored is null) return AccountErrors.NotFound;
        if (stored.Status == AccountStatus.Disconnected || clock.GetUtcNow() - stored.Sync.LastSyncedAt < Fresh) return stored;

        var asked = await refresher.RefreshAsync(query.User, query.Account, ct);
        return await ReadAsync(query, stale: !asked.Succeeded, ct) is { } now ? now : AccountErrors.NotFound;
    }

    private async Task<AccountState?> ReadAsync(GetAccountStatusQuery query, bool stale, CancellationToken ct)
    {
        var found = await AccountView.Of(db).Where(a => a.Account.UserId == query.User && a.Account.Id == query.Account)
            .Select(a => new
            {
                Row = a.Account,
                a.Status,
                a.LastSyncedAt,
                Connection = db.Connections.Where(c => c.Id == a.Account.ConnectionId).Select(c => new { c.Status, c.ExpiresAt }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (found is null) return null;

        var now = clock.GetUtcNow();
        var connection = found.Connection is not { } c ? null : new AccountConnectionState(
            c.Status, c.Status == ConnectionStatus.Active && c.ExpiresAt > now, c.ExpiresAt, c.Status == ConnectionStatus.NeedsReauth);
        return new AccountState(found.Row.Id.Value, found.Status, found.Row.ApiStatus, AccountMetadata.Errors(found.Row.Metadata) ?? NoErrors,
            connection, new AccountSyncState(found.Row.SyncStatus, found.LastSyncedAt, found.Row.SyncErrorMessage), now, stale);
    }
}
