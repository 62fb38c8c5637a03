using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspSeats;

/// <summary>
/// Source: Amazon Ads API, "ListAdvertiserSeats", which has no document. Every member of the body is optional; no filter is sent, because only
/// a complete list replaces a snapshot.
/// </summary>
internal sealed record SeatsRequest(int MaxResults, string? NextToken)
{
    public const string Path = "dsp/v1/seats/advertisers/current/list";
    public const int PageSize = 200;
}

internal sealed record SeatsResponse(JsonElement AdvertiserSeats, JsonElement NextToken)
{
    public const string MediaType = "application/json";
}

internal readonly record struct AdvertiserSeatsWire(JsonElement Json)
{
    public JsonElement AdvertiserId => Json.Member("advertiserId");

    public JsonElement CurrentSeats => Json.Member("currentSeats");
}

/// <summary>An id that the advertiser does not have is null or left out.</summary>
internal readonly record struct SeatWire(JsonElement Json)
{
    public JsonElement ExchangeId => Json.Member("exchangeId");

    public JsonElement ExchangeName => Json.Member("exchangeName");

    public JsonElement DealCreationId => Json.Member("dealCreationId");

    public JsonElement SpendTrackingId => Json.Member("spendTrackingId");
}
