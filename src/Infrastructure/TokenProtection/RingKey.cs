using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// One key of the ring. Fernet uses it as configured; the envelope uses a derived key, so that no key serves two algorithms.
/// The key id in envelopes is derived too and reveals neither key (HKDF, RFC 5869).
/// </summary>
internal sealed class RingKey(byte[] given)
{
    private const int EnvelopeKeyLength = 32;
    private const int IdLength = 6;

    public byte[] Fernet { get; } = given;

    public byte[] Envelope { get; } = Derive(given, EnvelopeKeyLength, "accounts token envelope v2: key");

    public string Id { get; } = Base64Url.EncodeToString(Derive(given, IdLength, "accounts token envelope v2: id"));

    private static byte[] Derive(byte[] given, int length, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, given, length, salt: null, info: Encoding.ASCII.GetBytes(purpose));
}
