using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Accounts;

/// <summary>What every list and page returns of a stored account. The routes differ in <c>status</c>, which each kind of row adds.</summary>
/// <param name="AccountStatus">The actual status, on every route.</param>
/// <param name="ProfileId">The profile in the home country.</param>
public record AccountRow(
    Guid Id,
    Guid UserId,
    Guid? ConnectionId,
    string AccountName,
    string AmazonAccountId,
    AccountType AccountType,
    string? MarketplaceId,
    string? MarketplaceName,
    AccountStatus AccountStatus,
    string? ApiStatus,
    bool IsDefault,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastSyncedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? TokenExpiresAt,
    string SyncStatus,
    string? SyncErrorMessage,
    JsonElement Metadata,
    [property: JsonIgnore] string? ProfileId,
    [property: JsonIgnore] string? EntityId);

/// <summary>A row of this API: <c>status</c> equals <c>account_status</c>.</summary>
public sealed record StoredAccountRow : AccountRow
{
    public StoredAccountRow(AccountRow row)
        : base(row)
    {
    }

    public AccountStatus Status => AccountStatus;
}

/// <summary>An account with the values that are derived from its connection and not stored in its row (decision 0005).</summary>
internal sealed class AccountView
{
    public required AdsAccount Account { get; init; }

    public required AccountStatus Status { get; init; }

    /// <summary>
    /// The later of the row's own time and the newest complete listing that contains the account, because an unchanged row is not rewritten.
    /// An account that the listing lacks keeps its own time.
    /// </summary>
    public required DateTimeOffset? LastSyncedAt { get; init; }

    public required DateTimeOffset? TokenExpiresAt { get; init; }

    /// <summary>Null if the connection does not exist any more.</summary>
    public required ConnectionStatus? ConnectionState { get; init; }

    public static IQueryable<AccountView> Of(IReadDb db) => Of(db, db.Accounts);

    public static IQueryable<AccountView> Of(IReadDb db, IQueryable<AdsAccount> accounts) =>
        from account in accounts
        join c in db.Connections on account.ConnectionId equals c.Id into connections
        from connection in connections.DefaultIfEmpty()
        from listing in db.NewestListings.Where(l => l.ConnectionId == account.ConnectionId && account.MissedListings == 0
            && l.Kind == (account.AccountType == AccountType.Advertising ? SyncScopeKind.AdsAccounts
                : account.AccountType == AccountType.Dsp ? SyncScopeKind.DspAdvertisers : SyncScopeKind.Managers)
            && l.Subject == (account.AccountType == AccountType.Advertising ? ""
                : account.AccountType == AccountType.Dsp ? account.ProfileId : account.Region!.Value.ToString())).DefaultIfEmpty()
        select new AccountView
        {
            Account = account,
            Status = account.Status == AccountStatus.Disconnected || connection == null ? account.Status
                : connection.Status == ConnectionStatus.Revoked ? AccountStatus.Disconnected
                : connection.Status == ConnectionStatus.NeedsReauth ? AccountStatus.Error
                : account.Status,
            LastSyncedAt = listing == null || listing.CompletedAt < account.LastSyncedAt ? account.LastSyncedAt : listing.CompletedAt,
            TokenExpiresAt = connection == null ? null : connection.ExpiresAt,
            ConnectionState = connection == null ? null : connection.Status,
        };

    public static Expression<Func<AccountView, AccountRow>> ToRow { get; } = v => new AccountRow(
        v.Account.Id.Value,
        v.Account.UserId.Value,
        v.Account.ConnectionId == null ? null : v.Account.ConnectionId.Value.Value,
        v.Account.DisplayName,
        v.Account.AmazonAccountId,
        v.Account.AccountType,
        v.Account.MarketplaceId,
        Marketplace.NameOf(v.Account.MarketplaceId),
        v.Status,
        v.Account.ApiStatus,
        v.Account.IsDefault,
        v.Account.ConnectedAt,
        v.LastSyncedAt,
        v.Account.UpdatedAt,
        v.TokenExpiresAt,
        v.Account.SyncStatus,
        v.Account.SyncErrorMessage,
        AccountMetadata.WithMergedIds(v.Account.Metadata),
        v.Account.ProfileId,
        v.Account.EntityId);
}
