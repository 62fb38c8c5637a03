using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.TokenProtection;

namespace Accounts.UnitTests.TokenProtection;

public sealed class AesGcmEnvelopeTests
{
    private static readonly byte[] Given = TokenEncryptionOptions.Parse(TokenCipherTests.OldKey)!;
    private static readonly RingKey Key = new(Given);
    private static readonly byte[] Plaintext = Encoding.UTF8.GetBytes("Atzr|IwEBIExample");

    private static readonly UserId User = UserId.New();
    private static readonly ConnectionId Connection = ConnectionId.New();
    private static readonly string Place = TokenBinding.AccessToken(User, Connection).Text;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(2048)]
    public void A_token_of_any_length_is_readable(int length)
    {
        var plaintext = RandomNumberGenerator.GetBytes(length);

        AesGcmEnvelope.TryDecode(Key, AesGcmEnvelope.Encode(Key, plaintext, Place), Place, out var read).ShouldBeTrue();
        read.ShouldBe(plaintext);
    }

    [Fact]
    public void An_envelope_is_readable_with_standard_HKDF_and_AES_GCM()
    {
        var parts = AesGcmEnvelope.Encode(Key, Plaintext, Place).Split('.');
        var bytes = Base64Url.DecodeFromChars(parts[2]);
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, Given, 32, info: "accounts token envelope v2: key"u8.ToArray());
        var read = new byte[bytes.Length - 28];

        using var aes = new AesGcm(derived, 16);
        aes.Decrypt(bytes.AsSpan(..12), bytes.AsSpan(12..^16), bytes.AsSpan(^16..), read, Encoding.UTF8.GetBytes($"v2.{parts[1]}.\n{Place}"));

        parts[0].ShouldBe("v2");
        read.ShouldBe(Plaintext);
    }

    /// <summary>Encrypted by Python's cryptography with the Fernet sample key. The format is fixed, so that stored tokens stay readable.</summary>
    [Fact]
    public void An_envelope_of_another_implementation_is_readable()
    {
        var key = new RingKey(TokenEncryptionOptions.Parse(FernetVectors.Key)!);
        const string written = "v2.rpErJXId.AAECAwQFBgcICQoLZ5dy3mI0IJlaaGWoNmIn7hGYGr78cGEsXkH85S6VKUi2";

        AesGcmEnvelope.TryDecode(key, written, "a place", out var read).ShouldBeTrue();
        read.ShouldBe(Plaintext);
    }

    [Fact]
    public void An_envelope_with_any_flipped_bit_is_refused()
    {
        var written = AesGcmEnvelope.Encode(Key, Plaintext, Place);
        for (var bit = 0; bit < written.Length * 8; bit++)
        {
            var flipped = written.ToCharArray();
            flipped[bit / 8] ^= (char)(1 << (bit % 8));
            IsReadable(new string(flipped)).ShouldBeFalse($"bit {bit}");
        }
    }

    [Fact]
    public void An_envelope_with_any_flipped_bit_in_its_decoded_body_is_refused()
    {
        var written = AesGcmEnvelope.Encode(Key, Plaintext, Place);
        var header = written[..(written.LastIndexOf('.') + 1)];
        var bytes = Base64Url.DecodeFromChars(written.AsSpan(header.Length));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            IsReadable(header + Base64Url.EncodeToString(flipped)).ShouldBeFalse($"bit {bit}");
        }
    }

    public static TheoryData<string> OtherPlaces => [.. Elsewhere.Keys];

    private static Dictionary<string, TokenBinding> Elsewhere => new()
    {
        ["another column"] = TokenBinding.RefreshToken(User, Connection),
        ["another row"] = TokenBinding.AccessToken(User, ConnectionId.New()),
        ["another user"] = TokenBinding.AccessToken(UserId.New(), Connection),
        ["another table"] = TokenBinding.CodeVerifier(User),
        ["a listing"] = TokenBinding.Cursor(User, Connection, ""),
        ["nobody's"] = TokenBinding.KeyCanary,
    };

    [Theory]
    [MemberData(nameof(OtherPlaces))]
    public void An_envelope_moved_to_another_place_is_refused(string where)
    {
        var written = AesGcmEnvelope.Encode(Key, Plaintext, Place);

        AesGcmEnvelope.TryDecode(Key, written, Elsewhere[where].Text, out var read).ShouldBeFalse();
        read.ShouldBeEmpty();
    }

    [Fact]
    public void A_cursor_is_not_readable_for_another_listing()
    {
        var written = AesGcmEnvelope.Encode(Key, Plaintext, TokenBinding.Cursor(User, Connection, "Profiles NA ").Text);

        AesGcmEnvelope.TryDecode(Key, written, TokenBinding.Cursor(User, Connection, "Profiles EU ").Text, out _).ShouldBeFalse();
    }

    [Fact]
    public void Nonces_are_unique() =>
        Enumerable.Range(0, 1000).Select(_ => AesGcmEnvelope.Encode(Key, Plaintext, Place).Split('.')[2][..16]).Distinct().Count().ShouldBe(1000);

    [Fact]
    public void An_unknown_key_id_is_refused()
    {
        var written = AesGcmEnvelope.Encode(Key, Plaintext, Place).Split('.');

        IsReadable($"v2.{new RingKey(RandomNumberGenerator.GetBytes(32)).Id}.{written[2]}").ShouldBeFalse();
        AesGcmEnvelope.TryDecode(new RingKey(RandomNumberGenerator.GetBytes(32)), string.Join('.', written), Place, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%%%%")]
    public void A_body_that_is_too_short_or_not_base64url_is_refused(string body) => IsReadable($"v2.{Key.Id}.{body}").ShouldBeFalse();

    [Fact]
    public void The_encryption_key_and_the_key_id_do_not_reveal_the_configured_key()
    {
        var id = Base64Url.DecodeFromChars(Key.Id);

        Key.Envelope.ShouldNotBe(Given);
        Given.AsSpan().IndexOf(id).ShouldBe(-1);
        Key.Envelope.AsSpan().IndexOf(id).ShouldBe(-1);
        Key.Id.Length.ShouldBe(8);
    }

    private static bool IsReadable(string text) => AesGcmEnvelope.TryDecode(Key, text, Place, out _);
}
