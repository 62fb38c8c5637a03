using System.Text;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>The first key writes, all keys read: a new key goes in front, and an old one leaves when nothing it wrote is left.</summary>
internal sealed class KeyRing(IOptions<TokenEncryptionOptions> options, TimeProvider clock)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[][] _keys = [.. options.Value.Keys.Select(k => TokenEncryptionOptions.Parse(k)!)];

    public string Encrypt(string plaintext) => Fernet.Encode(_keys[0], StrictUtf8.GetBytes(plaintext), clock.GetUtcNow());

    /// <summary>Null for anything that none of the keys wrote; and, given a time to live, for what has outlived it.</summary>
    public string? Decrypt(string? token, TimeSpan? ttl = null)
    {
        foreach (var key in _keys)
        {
            if (ttl is { } limit ? Fernet.TryDecode(key, token, limit, clock.GetUtcNow(), out var bytes) : Fernet.TryDecode(key, token, out bytes))
                return Text(bytes);
        }

        return null;
    }

    private static string? Text(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
