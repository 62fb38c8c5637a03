using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The body of <c>POST /adsAccounts</c> (RegisterAdsAccountRequestContent). Its members are not nullable, and unknown ones are
/// ignored.</summary>
internal sealed record RegistrationRequest(string Name, string Country, string? TermsToken)
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
        string? terms = null;
        if (body.TryGetProperty("termsToken", out var token) && (terms = TextOf(token)) is null) return (null, "termsToken must be a string");
        if (One(body, "countryCodes") is not { ValueKind: JsonValueKind.String } country
            || Marketplaces.All.All(m => m.CountryCode != country.GetString()))
        {
            return (null, "countryCodes must have one 2-digit upper case country code");
        }

        if (One(body, "associations") is not { ValueKind: JsonValueKind.Object } association || Subject(association) is not { } subject)
            return (null, "associations must have one Amazon seller, vendor or author, or one business");
        if (association.TryGetProperty("business", out _) && country.GetString() != "US") return (null, "A business must be in the US");
        var name = body.TryGetProperty("accountName", out var named) ? TextOf(named) : subject;
        return name is null ? (null, "accountName must be a string") : (new RegistrationRequest(name, country.GetString()!, terms), null);
    }

    private static string? TextOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement? One(JsonElement body, string list) =>
        body.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() == 1 ? items[0] : null;

    private static string? Subject(JsonElement association)
    {
        JsonProperty[] kinds = [.. association.EnumerateObject()];
        return kinds is [var kind] && Kinds.TryGetValue(kind.Name, out var member) && kind.Value.ValueKind == JsonValueKind.Object
            && kind.Value.TryGetProperty(member, out var id) ? TextOf(id) : null;
    }
}
