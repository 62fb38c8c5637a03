using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// Fernet tokens, version 0x80: version, time of creation in seconds, IV, AES-128-CBC ciphertext, HMAC-SHA256 over all of these, in base64url.
/// A key is 32 bytes: the first half signs, the second encrypts. Source: github.com/fernet/spec; compatible with
/// Python's <c>cryptography</c>. No suitable package exists: the available ones compare MACs in variable time.
/// </summary>
internal static class Fernet
{
    public const int KeyLength = 32;

    private const byte Version = 0x80;
    private const int BlockLength = 16;
    private const int HeaderLength = 1 + sizeof(ulong) + BlockLength;
    private const int MacLength = HMACSHA256.HashSizeInBytes;
    private const int MinLength = HeaderLength + BlockLength + MacLength;

    /// <summary>How far the writer's clock may be ahead of the reader's.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    public static string Encode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, DateTimeOffset now) =>
        Encode(key, plaintext, now, RandomNumberGenerator.GetBytes(BlockLength));

    /// <summary>With a given IV; only for the specification's test vectors.</summary>
    public static string Encode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, DateTimeOffset now, ReadOnlySpan<byte> iv)
    {
        using var aes = Aes.Create();
        aes.SetKey(key[BlockLength..]);

        var token = new byte[HeaderLength + aes.GetCiphertextLengthCbc(plaintext.Length) + MacLength];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), now.ToUnixTimeSeconds());
        iv.CopyTo(token.AsSpan(1 + sizeof(ulong)));
        aes.EncryptCbc(plaintext, iv, token.AsSpan(HeaderLength, token.Length - HeaderLength - MacLength));
        HMACSHA256.HashData(key[..BlockLength], token.AsSpan(..^MacLength), token.AsSpan(^MacLength..));

        var text = Base64Url.EncodeToString(token);
        return text.PadRight((text.Length + 3) / 4 * 4, '='); // Python requires the padding
    }

    /// <summary>Ignores the creation time, because stored tokens do not expire.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> key, string? token, out byte[] plaintext) => TryOpen(key, token, out plaintext, out _);

    /// <summary>Refuses a token that is older than its time to live or was created in the future.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> key, string? token, TimeSpan ttl, DateTimeOffset now, out byte[] plaintext)
    {
        var opened = TryOpen(key, token, out plaintext, out var created);
        var inTime = created <= (ulong)(now + Skew).ToUnixTimeSeconds() && created >= (ulong)Math.Max(0, (now - ttl).ToUnixTimeSeconds());
        if (opened && inTime) return true;

        plaintext = [];
        return false;
    }

    /// <summary>
    /// Every failure returns the same <c>false</c>, so that an attacker learns nothing from it. The MAC is verified before decryption.
    /// </summary>
    private static bool TryOpen(ReadOnlySpan<byte> key, string? token, out byte[] plaintext, out ulong created)
    {
        (plaintext, created) = ([], 0);
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token?.Length ?? 0)];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done) return false;
        if (length < MinLength || (length - MinLength) % BlockLength != 0 || bytes[0] != Version) return false;

        var body = bytes.AsSpan(0, length - MacLength);
        var mac = bytes.AsSpan(length - MacLength, MacLength);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key[..BlockLength], body), mac)) return false;

        created = BinaryPrimitives.ReadUInt64BigEndian(body[1..]);
        using var aes = Aes.Create();
        aes.SetKey(key[BlockLength..]);
        try
        {
            plaintext = aes.DecryptCbc(body[HeaderLength..], body[(1 + sizeof(ulong))..HeaderLength]);
            return true;
        }
        catch (CryptographicException)
        {
            return false; // invalid padding under a valid MAC: only a holder of the key can create it
        }
    }
}
