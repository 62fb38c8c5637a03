using System.Text.Json.Nodes;

namespace Accounts.Simulators.Clerk;

/// <summary>Which key signs a token.</summary>
public enum ClerkSigner
{
    /// <summary>The key in force.</summary>
    Current,

    /// <summary>The key in force before the last rotation, under its own <c>kid</c>.</summary>
    Previous,

    /// <summary>A stranger's key under the <c>kid</c> of the one in force.</summary>
    Foreign,
}

/// <summary>A session token before it is signed: sound by default, and a test may spoil any part of it.</summary>
public sealed class ClerkTokenShape
{
    internal ClerkTokenShape(JsonObject claims)
    {
        Claims = claims;
    }

    /// <summary>The claims: set, replace or remove any.</summary>
    public JsonObject Claims { get; }

    /// <summary>Header values to add to or replace those of <c>alg</c>, <c>typ</c>, <c>kid</c> and <c>oiat</c>; null removes one.</summary>
    public IDictionary<string, JsonNode?> Header { get; } = new Dictionary<string, JsonNode?>();

    /// <summary><c>RS256</c>, <c>RS512</c>, <c>PS256</c>, <c>HS256</c> (keyed with the public PEM) or <c>none</c>.</summary>
    public string Algorithm { get; set; } = "RS256";

    public ClerkSigner Signer { get; set; } = ClerkSigner.Current;

    /// <summary>Moves the token in time: <c>iat</c>, <c>nbf</c>, <c>exp</c> as Clerk would have set them then.</summary>
    public ClerkTokenShape IssuedAt(DateTimeOffset at, int lifeSeconds = 60)
    {
        Claims["iat"] = at.ToUnixTimeSeconds();
        Claims["nbf"] = at.ToUnixTimeSeconds() - 5;
        Claims["exp"] = at.ToUnixTimeSeconds() + lifeSeconds;
        return this;
    }

    /// <summary>A token that expired so many seconds ago.</summary>
    public ClerkTokenShape ExpiredFor(int seconds) =>
        IssuedAt(DateTimeOffset.FromUnixTimeSeconds(Claims["iat"]!.GetValue<long>()).AddSeconds(-60 - seconds));
}
