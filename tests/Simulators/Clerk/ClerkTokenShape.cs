using System.Text.Json.Nodes;

namespace Accounts.Simulators.Clerk;

/// <summary>The key that signs a token.</summary>
public enum ClerkSigner
{
    /// <summary>The current key.</summary>
    Current,

    /// <summary>The key before the last rotation, with its own <c>kid</c>.</summary>
    Previous,

    /// <summary>An unknown key with the <c>kid</c> of the current key.</summary>
    Foreign,
}

/// <summary>An unsigned session token. It is valid by default, and a test can invalidate any part of it.</summary>
public sealed class ClerkTokenShape
{
    internal ClerkTokenShape(JsonObject claims)
    {
        Claims = claims;
    }

    /// <summary>The claims. A test can set, replace or remove any of them.</summary>
    public JsonObject Claims { get; }

    /// <summary>Header values that are added to or replace <c>alg</c>, <c>typ</c>, <c>kid</c> and <c>oiat</c>. Null removes a value.</summary>
    public IDictionary<string, JsonNode?> Header { get; } = new Dictionary<string, JsonNode?>();

    /// <summary><c>RS256</c>, <c>RS512</c>, <c>PS256</c>, <c>HS256</c> (keyed with the public PEM) or <c>none</c>.</summary>
    public string Algorithm { get; set; } = "RS256";

    public ClerkSigner Signer { get; set; } = ClerkSigner.Current;

    /// <summary>Sets the issue time, with <c>iat</c>, <c>nbf</c> and <c>exp</c> as Clerk sets them.</summary>
    public ClerkTokenShape IssuedAt(DateTimeOffset at, int lifeSeconds = 60)
    {
        Claims["iat"] = at.ToUnixTimeSeconds();
        Claims["nbf"] = at.ToUnixTimeSeconds() - 5;
        Claims["exp"] = at.ToUnixTimeSeconds() + lifeSeconds;
        return this;
    }

    /// <summary>Sets the token to have expired the given number of seconds ago.</summary>
    public ClerkTokenShape ExpiredFor(int seconds) =>
        IssuedAt(DateTimeOffset.FromUnixTimeSeconds(Claims["iat"]!.GetValue<long>()).AddSeconds(-60 - seconds));
}
