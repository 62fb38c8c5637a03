using System.Text.Json.Nodes;

namespace Accounts.Application.Accounts;

/// <summary>What an account's metadata must contain, as JSON: answered by the index on metadata.</summary>
internal static class MetadataPart
{
    /// <summary>Null when nothing is asked for.</summary>
    public static string? Of(string? country, string? profile = null)
    {
        var part = new JsonObject();
        if (country is not null) part["country_codes"] = new JsonArray(country);
        if (profile is not null) part["alternate_ids"] = new JsonArray(new JsonObject { ["profileId"] = profile });
        return part.Count == 0 ? null : part.ToJsonString();
    }
}
