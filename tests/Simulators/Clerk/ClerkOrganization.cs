using System.Numerics;
using System.Text.Json.Nodes;

namespace Accounts.Simulators.Clerk;

/// <summary>The active organization of a session.</summary>
/// <param name="Role">Such as <c>org:admin</c>.</param>
/// <param name="Permissions">Such as <c>org:seats:read</c>: a feature and what is permitted.</param>
public sealed record ClerkOrganization(string Role, params IReadOnlyList<string> Permissions)
{
    /// <summary>Adds the claims of version 2. Source: Clerk, "Session tokens".</summary>
    internal void AddTo(JsonObject claims)
    {
        var granted = Permissions.Select(permission => permission.Split(':') is ["org", var feature, var name]
            ? (Feature: feature, Name: name)
            : throw new FormatException($"{permission} is not org:feature:permission.")).ToArray();
        string[] features = [.. granted.Select(g => g.Feature).Distinct()];
        string[] names = [.. granted.Select(g => g.Name).Distinct()];
        var organization = new JsonObject { ["id"] = ClerkIds.New("org_"), ["slg"] = "northwind", ["rol"] = Role.Split(':')[^1] };
        if (features.Length > 0)
        {
            organization["per"] = string.Join(',', names);
            organization["fpm"] = string.Join(',', features.Select(feature =>
                names.Select((name, bit) => granted.Contains((feature, name)) ? BigInteger.One << bit : 0).Aggregate(BigInteger.Add)));
            claims["fea"] = string.Join(',', features.Select(feature => $"o:{feature}"));
        }

        claims["o"] = organization;
    }
}
