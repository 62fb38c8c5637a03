using System.Text.Json.Nodes;
using Accounts.Application.Common;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>An ads account as <c>app.store_accounts</c> reads it.</summary>
/// <param name="ProfileId">
/// The profile in the home country. Its currency, time zone and type take precedence over the country's defaults.
/// </param>
internal sealed record ListedAccount(
    string Id, string Name, AccountStatus? Status, string? ApiStatus, string? MarketplaceId, string? Region, string? ProfileId, string? EntityId,
    JsonObject Metadata)
{
    public static string Write(IEnumerable<RemoteAccount> accounts) => StoredJson.Write(accounts.Select(Of));

    private static ListedAccount Of(RemoteAccount account)
    {
        var home = AccountMetadata.Home(account);
        var there = account.AlternateIds.FirstOrDefault(a => Marketplace.OfCountry(a.CountryCode) is { } m && m.Id == home?.Id);
        return new ListedAccount(account.AmazonAccountId, account.Name, account.Status?.Meaning, account.Status?.Name, home?.Id,
            home?.Region.ToString(), there?.ProfileId, there?.EntityId, AccountMetadata.Write(account));
    }
}
