using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The JSON of a DSP advertiser.</summary>
internal static class AdvertiserJson
{
    public static void Write(Utf8JsonWriter json, WorldAdvertiser advertiser)
    {
        json.WriteStartObject();
        json.WriteString("advertiserId"u8, advertiser.Id);
        json.WriteString("name"u8, advertiser.Name);
        json.WriteString("currency"u8, advertiser.Currency);
        if (advertiser.Url is { } url) json.WriteString("url"u8, url);
        json.WriteString("country"u8, advertiser.Country);
        json.WriteString("timezone"u8, advertiser.TimeZone);
        if (advertiser.HasUnknownFields) json.WriteNumber("seatTier"u8, 3);
        json.WriteEndObject();
    }
}
