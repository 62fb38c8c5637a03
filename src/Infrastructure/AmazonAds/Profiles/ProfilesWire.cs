using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Profiles;

/// <summary>Source: Amazon Ads API, profiles, <c>GET /v2/profiles</c>. The answer is a bare array.</summary>
internal readonly record struct ProfileWire(JsonElement Json)
{
    public const string Path = "v2/profiles";
    public const string MediaType = "application/json";

    /// <summary>Amazon returns no more profiles than this in one answer (<c>maxItems</c>), in no particular order.</summary>
    public const int MaxProfiles = 5000;

    /// <summary>What <c>profileTypeFilter</c> selects: one value a call, as its schema is an enumeration of single values.</summary>
    public static readonly string[] Types = ["agency", "seller", "vendor"];

    public JsonElement ProfileId => Json.Member("profileId");

    public JsonElement CountryCode => Json.Member("countryCode");

    public JsonElement CurrencyCode => Json.Member("currencyCode");

    public JsonElement Timezone => Json.Member("timezone");

    public JsonElement MarketplaceId => AccountInfo.Member("marketplaceStringId");

    public JsonElement Id => AccountInfo.Member("id");

    public JsonElement Type => AccountInfo.Member("type");

    public JsonElement SubType => AccountInfo.Member("subType");

    public JsonElement Name => AccountInfo.Member("name");

    public JsonElement ValidPaymentMethod => AccountInfo.Member("validPaymentMethod");

    private JsonElement AccountInfo => Json.Member("accountInfo");
}
