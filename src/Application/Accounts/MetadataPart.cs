using System.Text.Json.Nodes;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>The JSON that an account's metadata must contain. The index on metadata serves this filter.</summary>
internal static class MetadataPart
{
    /// <summary>One for each country, since an account may have any of them; none without a filter.</summary>
    public static string[] Any(IReadOnlyList<string> countries, string? profile) =>
        countries.Count > 0 ? [.. countries.Select(country => Of(country, profile)!)] : Of(country: null, profile) is { } part ? [part] : [];

    /// <summary>Null without a filter.</summary>
    public static string? Of(string? country, string? profile = null)
    {
        var part = new JsonObject();
        if (country is not null) part["country_codes"] = new JsonArray(CountryCode.Normalize(country));
        if (profile is not null) part["alternate_ids"] = new JsonArray(new JsonObject { ["profileId"] = profile });
        return part.Count == 0 ? null : part.ToJsonString();
    }
}
