using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.TokenProtection;

public sealed class TokenCipherTests
{
    public const string OldKey = "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY=";
    public const string NewKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    private const string Fernet = "fernet";
    private const string AesGcm = "aes-gcm";

    private static readonly Secret Token = Secret.From("Atzr|IwEBIExample");
    private static readonly TokenBinding Place = TokenBinding.RefreshToken(UserId.New(), ConnectionId.New());

    public static TheoryData<string> Formats => [Fernet, AesGcm];

    [Theory]
    [InlineData(Fernet, "gAAAAA")]
    [InlineData(AesGcm, "v2.")]
    public void A_token_is_readable_ten_years_after_its_encryption(string format, string start)
    {
        var clock = new FixedClock();
        var written = Cipher(clock, format, OldKey).Protect(Token, Place);
        clock.Now = clock.Now.AddYears(10);

        written.Ciphertext.ShouldStartWith(start);
        Cipher(clock, format, OldKey).TryUnprotect(written, Place, out var read).ShouldBeTrue();
        read.ShouldBe(Token);
    }

    [Fact]
    public void The_default_format_is_fernet() => new TokenEncryptionOptions().Format.ShouldBe(Fernet);

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_token_written_by_Python_is_readable_in_every_format_setting(string format)
    {
        Cipher(format, FernetVectors.PythonKey).TryUnprotect(new ProtectedToken(FernetVectors.PythonToken), Place, out var read).ShouldBeTrue();
        read.Reveal().ShouldBe(FernetVectors.PythonPlaintext);
    }

    [Theory]
    [InlineData(Fernet, AesGcm)]
    [InlineData(AesGcm, Fernet)]
    public void A_token_in_the_other_format_is_readable(string written, string writing) =>
        Cipher(writing, NewKey, OldKey).TryUnprotect(Cipher(written, OldKey).Protect(Token, Place), Place, out _).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_first_key_encrypts_and_later_keys_still_decrypt(string format)
    {
        var before = Cipher(format, OldKey).Protect(Token, Place);
        var rotated = Cipher(format, NewKey, OldKey);
        var after = rotated.Protect(Token, Place);

        rotated.TryUnprotect(before, Place, out _).ShouldBeTrue();
        Cipher(format, NewKey).TryUnprotect(after, Place, out _).ShouldBeTrue();
        Cipher(format, OldKey).TryUnprotect(after, Place, out _).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_token_under_an_unknown_key_is_not_readable(string format)
    {
        var written = Cipher(format, OldKey).Protect(Token, Place);
        Cipher(format, NewKey).TryUnprotect(written, Place, out _).ShouldBeFalse();
        Cipher(format, NewKey).Rotate(written, Place).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("Atza|IwEBIPlain")]
    [InlineData("Atzr|IwEBIPlain")]
    [InlineData("v2.")]
    [InlineData("v2..")]
    public void Text_that_is_not_encrypted_is_refused(string? stored) =>
        Cipher(AesGcm, OldKey).TryUnprotect(new ProtectedToken(stored!), Place, out _).ShouldBeFalse();

    [Theory]
    [InlineData(Fernet, OldKey)]
    [InlineData(Fernet, NewKey)]
    [InlineData(AesGcm, OldKey)]
    [InlineData(AesGcm, NewKey)]
    public void Rotation_re_encrypts_with_the_first_key_in_the_configured_format(string format, string key)
    {
        var written = Cipher(format, key).Protect(Token, Place);

        foreach (var writing in new[] { Fernet, AesGcm })
        {
            var isCurrent = (format, key) == (writing, NewKey);
            var rotated = Cipher(writing, NewKey, OldKey).Rotate(written, Place).ShouldNotBeNull();

            (rotated == written).ShouldBe(isCurrent);
            Cipher(writing, NewKey).Rotate(rotated, Place).ShouldBe(rotated);
            Cipher(writing, NewKey).TryUnprotect(rotated, Place, out var read).ShouldBeTrue();
            read.ShouldBe(Token);
        }
    }

    private static TokenCipher Cipher(string format, params string[] keys) => Cipher(new FixedClock(), format, keys);

    private static TokenCipher Cipher(TimeProvider clock, string format, params string[] keys) =>
        new(new KeyRing(Options.Create(new TokenEncryptionOptions { Keys = keys, Format = format }), clock));
}
