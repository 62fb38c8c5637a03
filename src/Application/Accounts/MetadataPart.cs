using System.Text.Json.Nodes;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>The JSON that an account's metadata must contain. The index on metadata serves this filter.</summary>
internal static class MetadataPart
{
    /// <summary>Null without a filter.</summary>
    public static string? Of(string? country, string? profile = null)
    {
        var part = new JsonObject();
        if (country is not null) part["country_codes"] = new JsonArray(CountryCode.Normalize(country));
        if (profile is not null) part["alternate_ids"] = new JsonArray(new JsonObject { ["profileId"] = profile });
        return part.Count == 0 ? null : part.ToJsonString();
    }
}
