using System.Text;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>The first key writes, all keys read: a new key goes in front, and an old one leaves when nothing it wrote is left.</summary>
internal sealed class KeyRing(IOptions<TokenEncryptionOptions> options, TimeProvider clock)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RingKey[] _keys = [.. options.Value.Keys.Select(k => new RingKey(TokenEncryptionOptions.Parse(k)!))];
    private readonly bool _writesEnvelopes = options.Value.Format == TokenEncryptionOptions.AesGcmFormat;

    /// <summary>Always Fernet, which carries the time of writing.</summary>
    public string Encrypt(string plaintext) => Fernet.Encode(_keys[0].Fernet, StrictUtf8.GetBytes(plaintext), clock.GetUtcNow());

    /// <summary>What <see cref="Encrypt"/> wrote; null for anything that none of the keys wrote, and for what has outlived its time.</summary>
    public string? Decrypt(string? token, TimeSpan ttl) =>
        _keys.Select(key => Fernet.TryDecode(key.Fernet, token, ttl, clock.GetUtcNow(), out var bytes) ? Text(bytes) : null).FirstOrDefault(text => text is not null);

    /// <summary>For one place and for as long as it stands there, in the format that is set.</summary>
    public string Seal(string plaintext, string place) =>
        _writesEnvelopes ? AesGcmEnvelope.Encode(_keys[0], StrictUtf8.GetBytes(plaintext), place) : Encrypt(plaintext);

    /// <summary>Null for anything that none of the keys wrote, in whichever format, or that was written for another place.</summary>
    public string? Open(string? token, string place) => _keys.Select(key => Open(key, token, place)).FirstOrDefault(text => text is not null);

    /// <summary>Whether it is in the format that is set and under the first key.</summary>
    public bool IsCurrent(string? token, string place) => AesGcmEnvelope.IsOne(token) == _writesEnvelopes && Open(_keys[0], token, place) is not null;

    private static string? Open(RingKey key, string? token, string place) =>
        AesGcmEnvelope.TryDecode(key, token, place, out var bytes) || Fernet.TryDecode(key.Fernet, token, out bytes) ? Text(bytes) : null;

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
