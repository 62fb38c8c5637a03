using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Simulators.Lwa;

/// <summary>Creates refresh tokens that contain their login, authenticated by a MAC, so that tokens of an earlier run are recognized.</summary>
internal sealed class RefreshTokenSeal(SimulatorOptions options)
{
    private const string Prefix = "Atzr|IwEBI";
    private const int MacSize = 32;
    private const int NonceSize = 192;

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes($"{options.ClientSecret} {options.Seed}"));

    public string New(string login, IReadOnlyList<string> scopes)
    {
        byte[] content = [.. RandomNumberGenerator.GetBytes(NonceSize), .. Encoding.UTF8.GetBytes($"{login} {string.Join(' ', scopes)}")];
        return Prefix + Base64Url.EncodeToString([.. HMACSHA256.HashData(_key, content), .. content]);
    }

    public (string Login, IReadOnlyList<string> Scopes)? Open(string token)
    {
        if (!options.RemembersGrants || !token.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(Prefix.Length)))
            return null;
        var bytes = Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length));
        if (bytes.Length <= MacSize + NonceSize) return null;
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(..MacSize), HMACSHA256.HashData(_key, bytes.AsSpan(MacSize)))) return null;
        var parts = Encoding.UTF8.GetString(bytes.AsSpan(MacSize + NonceSize)).Split(' ');
        return (parts[0], parts[1..]);
    }
}
