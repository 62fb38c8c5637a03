using System.Text.Json.Nodes;
using Accounts.Application.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.DspAdvertisers;

internal static class AdvertiserAccount
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
        return DspOrAmcAccount.Of(advertiser.Id, advertiser.Name, home?.Id, known, advertiser.CountryCode, region);
    }
}
