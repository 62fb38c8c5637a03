using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Accounts.Api.Auth;

/// <summary>
/// The role and the permissions of the user in the active organization, as a session token of either version contains them. Source: Clerk,
/// "Session tokens". What cannot be decoded grants nothing.
/// </summary>
internal static class OrganizationClaims
{
    private const string Prefix = "org:";

    /// <returns>Names without <c>org:</c>, because version 2 leaves it out. A permission contains a colon, and a role does not.</returns>
    public static IReadOnlyList<string> Read(JsonElement claims) =>
        claims.TryGetProperty("v", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 2
            ? claims.TryGetProperty("o", out var organization) && organization.ValueKind == JsonValueKind.Object
                ? [.. Role(organization, "rol"), .. FeaturePermissions(organization, List(claims, "fea"))] : []
            : [.. Role(claims, "org_role"), .. Permissions(claims)];

    /// <summary>The name as roles and permissions are compared.</summary>
    public static string Bare(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static IEnumerable<string> Role(JsonElement claims, string name) =>
        Text(claims, name) is { Length: > 0 } text && Bare(text) is var role && !role.Contains(':', StringComparison.Ordinal) ? [role] : [];

    private static IEnumerable<string> Permissions(JsonElement claims) =>
        claims.TryGetProperty("org_permissions", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => Bare(entry.GetString()!))
                .Where(name => name.Contains(':', StringComparison.Ordinal))
            : [];

    /// <summary>
    /// Each number belongs to one feature, and its bits say which entries of <c>per</c> the feature grants, the lowest first. Clerk's
    /// libraries disagree on whether the features of users have a number too; the count of numbers tells.
    /// </summary>
    private static IEnumerable<string> FeaturePermissions(JsonElement organization, string[] features)
    {
        var (names, masks) = (List(organization, "per"), List(organization, "fpm"));
        if (masks.Length != features.Length) features = [.. features.Where(IsOfOrganizations)];
        foreach (var (feature, text) in features.Zip(masks))
        {
            if (!IsOfOrganizations(feature) || !BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mask)) continue;

            for (var bit = 0; bit < names.Length; bit++)
                if (!(mask >> bit).IsEven) yield return $"{feature[(feature.IndexOf(':', StringComparison.Ordinal) + 1)..]}:{names[bit]}";
        }
    }

    /// <summary>A feature is <c>o:</c>, <c>u:</c> or <c>uo:</c> and its name.</summary>
    private static bool IsOfOrganizations(string feature) =>
        feature.Split(':') is [var scope, { Length: > 0 }] && scope.Contains('o', StringComparison.Ordinal);

    private static string[] List(JsonElement claims, string name) => Text(claims, name)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
