using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// One key of the ring. Fernet takes it as it was given; the envelope has a key of its own, derived from it, so that no bytes serve two algorithms.
/// The id that envelopes show is derived likewise and tells nothing of either (HKDF, RFC 5869).
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
