using System.Security.Cryptography;

namespace Accounts.Simulators.Lwa;

/// <summary>The contents of a token response.</summary>
public sealed record LwaTokens(string GrantId, string AccessToken, string RefreshToken, int ExpiresIn)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // At least 350 characters (Login with Amazon, "access token")
    internal static string NewAccessToken() => "Atza|IwEBI" + RandomNumberGenerator.GetString(Alphabet, 374);

    internal static string NewCode() => "AN" + RandomNumberGenerator.GetString(Alphabet.AsSpan(..52), 18);
}
