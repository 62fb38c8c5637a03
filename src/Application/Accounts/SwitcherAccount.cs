using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>An account as the existing frontend's switcher reads it.</summary>
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
