using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Simulators.Lwa;

/// <summary>RFC 7636. The default method is <c>plain</c>, as in the RFC and at Amazon.</summary>
internal sealed record PkceChallenge(string Value, bool Hashed)
{
    public static bool IsWellFormed(string text) =>
        text.Length is >= 43 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~');

    public bool Accepts(string verifier) => IsWellFormed(verifier) && CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Hashed ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier),
        Encoding.ASCII.GetBytes(Value));
}
