using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspAdvertisers;

/// <summary>Source: Amazon Ads API for DSP, <c>GET /dsp/advertisers</c>.</summary>
internal sealed record AdvertisersResponse(JsonElement TotalResults, JsonElement Response)
{
    public const string Path = "dsp/advertisers";
    public const string MediaType = "application/json";

    public const int PageSize = 100;

    /// <summary>Amazon's paging reaches no further.</summary>
    public const int LastStart = 29_900;
}

internal readonly record struct AdvertiserWire(JsonElement Json)
{
    public JsonElement AdvertiserId => Json.Member("advertiserId");

    public JsonElement Name => Json.Member("name");

    public JsonElement Currency => Json.Member("currency");

    public JsonElement Country => Json.Member("country");

    public JsonElement Timezone => Json.Member("timezone");
}
