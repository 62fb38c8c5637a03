using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Api.Auth;

/// <summary>The usable keys of one response from Clerk: RSA signature keys of an accepted size with a key id.</summary>
internal sealed record ClerkKeySet(FrozenDictionary<string, SecurityKey> Keys, DateTimeOffset LoadedAt)
{
    private const int SmallestModulus = 2048 / 8;
    private const int LargestModulus = 8192 / 8;

    /// <summary>Throws if the response is not a key set or contains no usable key.</summary>
    public static ClerkKeySet Parse(string json, DateTimeOffset now)
    {
        var keys = JsonWebKeySet.Create(json).Keys.Where(IsForSignatures).Select(ToKey).OfType<RsaSecurityKey>()
            .DistinctBy(key => key.KeyId).ToFrozenDictionary(key => key.KeyId, SecurityKey (key) => key);

        return keys.Count > 0 ? new ClerkKeySet(keys, now) : throw new InvalidDataException("Clerk published no usable signing key.");
    }

    private static bool IsForSignatures(JsonWebKey key) =>
        key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Use: null or "" or JsonWebKeyUseNames.Sig, Kid.Length: > 0 }
        && key.Alg is null or "" or SecurityAlgorithms.RsaSha256;

    /// <summary>Only modulus and exponent are used; addresses of further keys are ignored.</summary>
    private static RsaSecurityKey? ToKey(JsonWebKey key)
    {
        try
        {
            var numbers = new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) };
            return numbers is { Modulus.Length: >= SmallestModulus and <= LargestModulus, Exponent.Length: > 0 and <= 8 }
                ? new RsaSecurityKey(numbers) { KeyId = key.Kid }
                : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
