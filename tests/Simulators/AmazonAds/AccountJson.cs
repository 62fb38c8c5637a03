using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The JSON of an ads account.</summary>
internal static class AccountJson
{
    public static void Write(Utf8JsonWriter json, WorldAccount account)
    {
        json.WriteStartObject();
        json.WriteString("adsAccountId"u8, account.Id);
        json.WriteString("accountName"u8, account.Name);
        json.WriteString("status"u8, account.Status);
        json.WriteStartArray("countryCodes"u8);
        foreach (var country in account.CountryCodes) json.WriteStringValue(country);
        json.WriteEndArray();
        json.WriteStartArray("alternateIds"u8);
        foreach (var alternate in account.AlternateIds) WriteAlternate(json, alternate, account.KeepsIdsTogether);
        json.WriteEndArray();
        if (account.Errors.Count > 0) WriteErrors(json, account);
        if (account.HasUnknownFields) WriteUnknownFields(json);
        json.WriteEndObject();
    }

    // The two ids of a country usually arrive in two entries
    private static void WriteAlternate(Utf8JsonWriter json, WorldAlternateId alternate, bool together)
    {
        json.WriteStartObject();
        json.WriteString("countryCode"u8, alternate.CountryCode);
        if (alternate.ProfileId is { } profileId) json.WriteNumber("profileId"u8, profileId);
        if (!together && alternate is { ProfileId: not null, EntityId: not null })
        {
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("countryCode"u8, alternate.CountryCode);
        }

        if (alternate.EntityId is { } entityId) json.WriteString("entityId"u8, entityId);
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, WorldAccount account)
    {
        json.WriteStartObject("errors"u8);
        foreach (var (country, error) in account.Errors)
        {
            json.WriteStartArray(country);
            json.WriteStartObject();
            json.WriteNumber("errorId"u8, error.Id);
            json.WriteString("errorCode"u8, error.Code);
            json.WriteString("errorMessage"u8, error.Message);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // Amazon adds fields and values without a version change (compatibility and versioning policy)
    private static void WriteUnknownFields(Utf8JsonWriter json)
    {
        json.WriteString("accountTier"u8, "PREMIUM_2027");
        json.WriteStartObject("capabilities"u8);
        json.WriteBoolean("streaming"u8, true);
        json.WriteNull("since"u8);
        json.WriteEndObject();
    }
}
