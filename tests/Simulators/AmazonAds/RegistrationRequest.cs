using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The body of <c>POST /adsAccounts</c> (RegisterAdsAccountRequestContent). Its members are not nullable, and unknown ones are
/// ignored.</summary>
internal sealed record RegistrationRequest(string Name, string Country)
{
    /// <summary>Each kind of association, with the member that identifies it.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["amazonSeller"] = "sellerCentralAccount",
        ["amazonVendor"] = "vendorGroup",
        ["amazonAuthor"] = "email",
        ["business"] = "name",
    };

    public static (RegistrationRequest? Request, string? Error) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, "The request body must be an object");
        if (body.TryGetProperty("termsToken", out _)) return (null, "termsToken is not valid");
        if (One(body, "countryCodes") is not { ValueKind: JsonValueKind.String } country
            || Marketplaces.All.All(m => m.CountryCode != country.GetString()))
        {
            return (null, "countryCodes must have one 2-digit upper case country code");
        }

        if (One(body, "associations") is not { ValueKind: JsonValueKind.Object } association || Subject(association) is not { } subject)
            return (null, "associations must have one Amazon seller, vendor or author, or one business");
        if (association.TryGetProperty("business", out _) && country.GetString() != "US") return (null, "A business must be in the US");
        if (!body.TryGetProperty("accountName", out var name)) return (new RegistrationRequest(subject, country.GetString()!), null);

        return name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 } text
            ? (new RegistrationRequest(text, country.GetString()!), null)
            : (null, "accountName must be a string");
    }

    private static JsonElement? One(JsonElement body, string list) =>
        body.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() == 1 ? items[0] : null;

    private static string? Subject(JsonElement association)
    {
        JsonProperty[] kinds = [.. association.EnumerateObject()];
        return kinds is [var kind] && Kinds.TryGetValue(kind.Name, out var member) && kind.Value.ValueKind == JsonValueKind.Object
            && kind.Value.TryGetProperty(member, out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text
            ? text : null;
    }
}
