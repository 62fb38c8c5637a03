using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Profiles;

/// <summary>Source: Amazon Ads API, profiles, <c>GET /v2/profiles</c>. The answer is a bare array.</summary>
internal readonly record struct ProfileWire(JsonElement Json)
{
    public const string Path = "v2/profiles";
    public const string MediaType = "application/json";

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
