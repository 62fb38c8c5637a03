using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>
/// The keys of an account's metadata that a sync owns: it replaces these keys and keeps all others. All of them are written
/// every time, so that readers find every key.
/// </summary>
internal static class AccountMetadata
{
    public static JsonObject Write(RemoteAccount account)
    {
        var home = Home(account);
        return new JsonObject
        {
            ["country_code"] = home?.Country,
            ["country_codes"] = new JsonArray([.. account.CountryCodes.Select(c => (JsonNode)c)]),
            ["region"] = home?.Region.ToString(),
            ["currency_code"] = home?.Currency,
            ["timezone"] = home?.Timezone,
            ["alternate_ids"] = new JsonArray([.. account.AlternateIds.Select(ToJson)]),
            ["errors"] = account.ErrorsJson is null ? new JsonObject() : JsonNode.Parse(account.ErrorsJson),
        };
    }

    /// <summary>The country that an account is listed under: its first known country.</summary>
    public static Marketplace? Home(RemoteAccount account) =>
        account.CountryCodes.Concat(account.AlternateIds.Select(a => a.CountryCode)).Select(Marketplace.OfCountry).FirstOrDefault(m => m is not null);

    /// <summary>
    /// Returns the metadata with its alternate ids as <see cref="AlternateIds"/> reads them: pages fail on an id without a country.
    /// </summary>
    public static JsonElement WithMergedIds(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty("alternate_ids", out var ids) || AreMerged(ids)) return metadata;

        var merged = JsonObject.Create(metadata)!;
        merged["alternate_ids"] = new JsonArray([.. AlternateIds(metadata).Select(ToJson)]);
        return JsonSerializer.SerializeToElement(merged);
    }

    public static IReadOnlyList<AlternateId> AlternateIds(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty("alternate_ids", out var ids)
            || ids.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        // a sync stores merged ids; rows of an earlier version are not merged
        return AlternateId.MergePerCountry(ids.EnumerateArray().Where(id => Text(id, "countryCode") is not null)
            .Select(id => new AlternateId(Text(id, "countryCode")!, Text(id, "profileId"), Text(id, "entityId"))));
    }

    public static IReadOnlyList<string> CountryCodes(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("country_codes", out var codes)
            && codes.ValueKind == JsonValueKind.Array
            ? [.. codes.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.String).Select(c => c.GetString()!)]
            : [];

    public static JsonElement? Errors(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
            ? errors : null;

    /// <summary>Whether each entry has a country, no country has two entries, and no profile id is a number.</summary>
    private static bool AreMerged(JsonElement ids)
    {
        if (ids.ValueKind != JsonValueKind.Array) return false;

        // every row of a list is checked: no allocation, and only a few countries to compare
        var count = ids.GetArrayLength();
        for (var i = 0; i < count; i++)
        {
            if (KindOf(ids[i], "countryCode") != JsonValueKind.String || KindOf(ids[i], "profileId") == JsonValueKind.Number) return false;

            for (var j = 0; j < i; j++)
                if (Country(ids[i]).SequenceEqual(Country(ids[j]))) return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Country(JsonElement id) => JsonMarshal.GetRawUtf8Value(id.GetProperty("countryCode"));

    private static JsonValueKind KindOf(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value.ValueKind : JsonValueKind.Undefined;

    private static JsonNode ToJson(AlternateId id) =>
        new JsonObject { ["countryCode"] = id.CountryCode, ["profileId"] = id.ProfileId, ["entityId"] = id.EntityId };

    /// <summary>Rows of an earlier version contain profile ids as numbers.</summary>
    private static string? Text(JsonElement element, string member) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
