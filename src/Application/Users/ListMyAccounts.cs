using System.Text.Json.Serialization;
using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Users;

/// <summary>Lists all accounts for the account switcher. While the first sync of the user runs, the list waits for it for a short time.</summary>
public sealed record ListMyAccountsQuery(UserId User) : IQuery<IReadOnlyList<SwitcherAccount>>;

/// <param name="AdvertiserId">Amazon's id of the account; for a DSP account, the id of the advertiser.</param>
public sealed record SwitcherAccount(
    Guid Id,
    string Name,
    [property: JsonPropertyName("advertiserId")] string AdvertiserId,
    [property: JsonPropertyName("marketplaceId")] string? MarketplaceId,
    [property: JsonPropertyName("countryCode")] string? CountryCode,
    [property: JsonPropertyName("currencyCode")] string? CurrencyCode,
    [property: JsonPropertyName("isActive")] bool IsActive,
    [property: JsonPropertyName("lastSyncAt")] DateTimeOffset? LastSyncAt)
{
    internal static SwitcherAccount Of(AccountRow row)
    {
        var known = Marketplace.OfId(row.MarketplaceId);
        return new SwitcherAccount(
            row.Id, row.AccountName, row.AmazonAccountId, row.MarketplaceId, StoredJson.Text(row.Metadata, "country_code") ?? known?.Country,
            StoredJson.Text(row.Metadata, "currency_code") ?? known?.Currency, row.AccountStatus == AccountStatus.Active, row.LastSyncedAt);
    }
}

/// <summary>Reads the accounts of the switcher, the default account first: the switcher selects the first active one.</summary>
internal sealed class SwitcherAccounts(IReadDb db, FirstSync firstSync)
{
    public async Task<IReadOnlyList<SwitcherAccount>> ReadAsync(UserId user, CancellationToken ct)
    {
        await firstSync.WaitAsync(user, ct);
        var rows = await AccountView.Of(db).Where(a => a.Account.UserId == user)
            .OrderByDescending(a => a.Account.IsDefault).ThenBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(AccountView.ToRow)
            .ToListAsync(ct);
        return [.. rows.Select(SwitcherAccount.Of)];
    }
}

internal sealed class ListMyAccountsHandler(SwitcherAccounts accounts) : IQueryHandler<ListMyAccountsQuery, IReadOnlyList<SwitcherAccount>>
{
    public async Task<Result<IReadOnlyList<SwitcherAccount>>> Handle(ListMyAccountsQuery query, CancellationToken ct) =>
        Result<IReadOnlyList<SwitcherAccount>>.Success(await accounts.ReadAsync(query.User, ct));
}
