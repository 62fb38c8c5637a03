using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The JSON of a profile.</summary>
internal static class ProfileJson
{
    public static void Write(Utf8JsonWriter json, WorldProfile profile)
    {
        json.WriteStartObject();
        json.WriteNumber("profileId"u8, profile.Id);
        json.WriteString("countryCode"u8, profile.Marketplace.CountryCode);
        json.WriteString("currencyCode"u8, profile.Marketplace.Currency);
        if (profile.DailyBudget is { } budget) json.WriteNumber("dailyBudget"u8, budget);
        json.WriteString("timezone"u8, profile.Marketplace.TimeZone);
        json.WriteStartObject("accountInfo"u8);
        json.WriteString("marketplaceStringId"u8, profile.Marketplace.MarketplaceId);
        json.WriteString("id"u8, profile.AccountInfoId);
        json.WriteString("type"u8, profile.Type);
        json.WriteString("name"u8, profile.Name);
        if (profile.SubType is { } subType) json.WriteString("subType"u8, subType);
        if (profile.ValidPaymentMethod is { } valid) json.WriteBoolean("validPaymentMethod"u8, valid);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
