using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// <c>v2.&lt;key id&gt;.&lt;base64url of nonce, ciphertext and tag&gt;</c>: AES-256-GCM, with the header and the binding as associated data,
/// so that it decrypts only there. Random nonces allow 2^32 texts per key (NIST SP 800-38D §8.3).
/// </summary>
internal static class AesGcmEnvelope
{
    private const string Version = "v2";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static bool IsOne(string? token) => token?.StartsWith($"{Version}.", StringComparison.Ordinal) == true;

    public static string Encode(RingKey key, ReadOnlySpan<byte> plaintext, string place)
    {
        var bytes = new byte[NonceLength + plaintext.Length + TagLength];
        var nonce = bytes.AsSpan(..NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Envelope, TagLength);
        aes.Encrypt(nonce, plaintext, bytes.AsSpan(NonceLength..^TagLength), bytes.AsSpan(^TagLength..), AssociatedData(key, place));
        return Header(key) + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Every failure returns the same <c>false</c>, as with Fernet.</summary>
    public static bool TryDecode(RingKey key, string? token, string place, out byte[] plaintext)
    {
        plaintext = [];
        if (token?.StartsWith(Header(key), StringComparison.Ordinal) != true) return false;

        var text = token.AsSpan(Header(key).Length);
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length < NonceLength + TagLength) return false;

        var body = bytes.AsSpan(NonceLength..(length - TagLength));
        var opened = new byte[body.Length];
        using var aes = new AesGcm(key.Envelope, TagLength);
        try
        {
            aes.Decrypt(bytes.AsSpan(..NonceLength), body, bytes.AsSpan((length - TagLength)..length), opened, AssociatedData(key, place));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plaintext = opened;
        return true;
    }

    private static string Header(RingKey key) => $"{Version}.{key.Id}.";

    private static byte[] AssociatedData(RingKey key, string place) => Encoding.UTF8.GetBytes($"{Header(key)}\n{place}");
}
