using System.Text;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// The first key encrypts and all keys decrypt. A new key is added in front; an old key can be removed when no stored text uses it.
/// </summary>
internal sealed class KeyRing(IOptions<TokenEncryptionOptions> options, TimeProvider clock)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RingKey[] _keys = [.. options.Value.Keys.Select(k => new RingKey(TokenEncryptionOptions.Parse(k)!))];
    private readonly bool _writesEnvelopes = options.Value.Format == TokenEncryptionOptions.AesGcmFormat;

    /// <summary>Always Fernet, which contains the time of encryption.</summary>
    public string Encrypt(string plaintext) => Fernet.Encode(_keys[0].Fernet, StrictUtf8.GetBytes(plaintext), clock.GetUtcNow());

    /// <summary>Decrypts a text of <see cref="Encrypt"/>; null if no key decrypts it or it has expired.</summary>
    public string? Decrypt(string? token, TimeSpan ttl) =>
        _keys.Select(key => Fernet.TryDecode(key.Fernet, token, ttl, clock.GetUtcNow(), out var bytes) ? Text(bytes) : null)
            .FirstOrDefault(text => text is not null);

    /// <summary>Encrypts a text for one binding, without expiry, in the configured format.</summary>
    public string Seal(string plaintext, string place) =>
        _writesEnvelopes ? AesGcmEnvelope.Encode(_keys[0], StrictUtf8.GetBytes(plaintext), place) : Encrypt(plaintext);

    /// <summary>Decrypts a text in any format; null if no key decrypts it or it belongs to another binding.</summary>
    public string? Open(string? token, string place) => _keys.Select(key => Open(key, token, place)).FirstOrDefault(text => text is not null);

    /// <summary>Whether the text uses the configured format and the first key.</summary>
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
