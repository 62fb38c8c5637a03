using System.Text.Json.Nodes;
using Accounts.Application.DspAdvertisers;
using Accounts.Application.Managers;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>A DSP advertiser or AMC account as <c>app.store_held_accounts</c> reads it.</summary>
internal sealed record DspOrAmcAccount(string Id, string Name, string? MarketplaceId, JsonObject Metadata)
{
    public static DspOrAmcAccount Of(RemoteAdvertiser advertiser, Region region, string agencyProfile)
    {
        var home = Marketplace.OfCountry(advertiser.CountryCode);
        var known = new JsonObject
        {
            ["country_code"] = advertiser.CountryCode,
            ["currency_code"] = advertiser.CurrencyCode ?? home?.Currency,
            ["timezone"] = advertiser.Timezone ?? home?.Timezone,
            ["profile_type"] = "agency",
            ["alternate_ids"] = advertiser.CountryCode is { } country
                ? new JsonArray(new JsonObject { ["countryCode"] = country, ["profileId"] = agencyProfile, ["entityId"] = null })
                : [],
        };
        return new DspOrAmcAccount(advertiser.Id, advertiser.Name, home?.Id, Whole(known, advertiser.CountryCode, region));
    }

    /// <summary>Of an AMC account a link tells the marketplace; the rest follows from that.</summary>
    public static DspOrAmcAccount Of(RemoteLink link, Region region)
    {
        var home = Marketplace.OfId(link.MarketplaceId);
        var known = new JsonObject
        {
            ["country_code"] = home?.Country,
            ["currency_code"] = home?.Currency,
            ["timezone"] = home?.Timezone,
            ["profile_type"] = null,
            ["alternate_ids"] = new JsonArray(),
        };
        return new DspOrAmcAccount(link.AccountId!, link.AccountName ?? link.AccountId!, link.MarketplaceId, Whole(known, home?.Country, region));
    }

    private static JsonObject Whole(JsonObject known, string? country, Region region)
    {
        known["country_codes"] = country is null ? [] : new JsonArray(country);
        known["region"] = region.ToString();
        known["errors"] = new JsonObject();
        return known;
    }
}
