using System.Globalization;
using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The JSON of a manager account with its returned links.</summary>
internal static class ManagerJson
{
    public static void Write(Utf8JsonWriter json, WorldManager manager)
    {
        json.WriteStartObject();
        json.WriteString("managerAccountId"u8, manager.Id);
        json.WriteString("managerAccountName"u8, manager.Name);
        if (manager.HasUnknownFields) json.WriteString("managerAccountTier"u8, "GLOBAL_2027");
        json.WriteStartArray("linkedAccounts"u8);
        foreach (var link in manager.Links.Where(link => link.Returned)) Write(json, link);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Amazon returns the profile id as text here
    private static void Write(Utf8JsonWriter json, WorldLink link)
    {
        var blank = link.BlanksAreEmpty ? "" : null;
        json.WriteStartObject();
        json.WriteString("accountId"u8, link.AccountId);
        json.WriteString("accountName"u8, link.AccountName);
        json.WriteString("accountType"u8, link.AccountType);
        json.WriteString("dspAdvertiserId"u8, link.DspAdvertiserId ?? blank);
        json.WriteString("marketplaceId"u8, link.MarketplaceId ?? blank);
        json.WriteString("profileId"u8, link.ProfileId?.ToString(CultureInfo.InvariantCulture) ?? blank);
        if (link.HasUnknownFields) json.WriteStartObject("linkage"u8);
        if (link.HasUnknownFields) json.WriteEndObject();
        json.WriteEndObject();
    }
}
