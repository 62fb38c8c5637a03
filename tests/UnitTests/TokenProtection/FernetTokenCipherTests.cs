using Accounts.Domain.Connections;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.TokenProtection;

public sealed class FernetTokenCipherTests
{
    private const string OldKey = "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY=";
    private const string NewKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    private static readonly Secret Token = Secret.From("Atzr|IwEBIExample");

    [Fact]
    public void Reads_back_what_it_wrote_years_later()
    {
        var clock = new FixedClock();
        var written = Cipher(clock, OldKey).Protect(Token);
        clock.Now = clock.Now.AddYears(10);

        written.Ciphertext.ShouldStartWith("gAAAAA");
        Cipher(clock, OldKey).TryUnprotect(written, out var read).ShouldBeTrue();
        read.ShouldBe(Token);
    }

    [Fact]
    public void Reads_a_row_that_Python_wrote()
    {
        Cipher(FernetVectors.PythonKey).TryUnprotect(new ProtectedToken(FernetVectors.PythonToken), out var read).ShouldBeTrue();
        read.Reveal().ShouldBe(FernetVectors.PythonPlaintext);
    }

    [Fact]
    public void A_new_key_in_front_writes_and_the_old_one_still_reads()
    {
        var before = Cipher(OldKey).Protect(Token);
        var rotated = Cipher(NewKey, OldKey);
        var after = rotated.Protect(Token);

        rotated.TryUnprotect(before, out _).ShouldBeTrue();
        Cipher(NewKey).TryUnprotect(after, out _).ShouldBeTrue();
        Cipher(OldKey).TryUnprotect(after, out _).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_of_an_unknown_key_is_read()
    {
        var written = Cipher(OldKey).Protect(Token);
        Cipher(NewKey).TryUnprotect(written, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("Atza|IwEBIPlain")]
    [InlineData("Atzr|IwEBIPlain")]
    public void What_was_never_encrypted_is_never_taken_for_a_token(string? stored) =>
        Cipher(OldKey).TryUnprotect(new ProtectedToken(stored!), out _).ShouldBeFalse();

    private static FernetTokenCipher Cipher(params string[] keys) => Cipher(new FixedClock(), keys);

    private static FernetTokenCipher Cipher(TimeProvider clock, params string[] keys) =>
        new(new KeyRing(Options.Create(new TokenEncryptionOptions { Keys = keys }), clock));
}
