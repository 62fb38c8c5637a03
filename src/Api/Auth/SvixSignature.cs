using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Api.Auth;

/// <summary>
/// Verifies that a webhook comes from Clerk: HMAC-SHA256 over id, timestamp and the unmodified body. Source: Svix, verifying payloads manually.
/// </summary>
internal static class SvixSignature
{
    private const string SecretPrefix = "whsec_";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsSecret(string text) => TryReadKey(text, out _);

    /// <param name="signatures">Separated by spaces; several during a rotation of the secret. Unknown versions are ignored.</param>
    public static bool Verifies(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id is not { Length: > 0 and <= 200 } || timestamp is null || signatures is null || !TryReadKey(secret, out var key)) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds) return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = HMACSHA256.HashData(key, signed);
        var matches = false;
        foreach (var entry in signatures.Split(' ')) matches |= IsSame(entry, expected);
        return matches;
    }

    private static bool IsSame(string entry, byte[] expected)
    {
        if (!entry.StartsWith("v1,", StringComparison.Ordinal)) return false;

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(entry[3..], given, out var length) && CryptographicOperations.FixedTimeEquals(given[..length], expected);
    }

    private static bool TryReadKey(string secret, out byte[] key)
    {
        key = new byte[secret.Length];
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length) || length < 16)
        {
            return false;
        }

        key = key[..length];
        return true;
    }
}
