using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Accounts.Infrastructure.TokenProtection;

namespace Accounts.UnitTests.TokenProtection;

public sealed class FernetTests
{
    private static readonly byte[] Key = Base64Url.DecodeFromChars(FernetVectors.Key);
    private static readonly DateTimeOffset Now = FernetVectors.Generated;

    public static TheoryData<int> Refused => [.. Enumerable.Range(0, FernetVectors.Refused.Length)];

    [Fact]
    public void Encoding_produces_the_token_of_the_specification() =>
        Fernet.Encode(Key, "hello"u8, FernetVectors.Generated, FernetVectors.Iv).ShouldBe(FernetVectors.Hello);

    [Fact]
    public void The_token_of_the_specification_is_readable_within_its_time_to_live()
    {
        Fernet.TryDecode(Key, FernetVectors.Hello, FernetVectors.Ttl, FernetVectors.Verified, out var plaintext).ShouldBeTrue();
        plaintext.ShouldBe("hello"u8.ToArray());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Every_invalid_token_of_the_specification_is_refused(int vector)
    {
        var invalid = FernetVectors.Refused[vector];

        Fernet.TryDecode(Key, invalid.Token, FernetVectors.Ttl, invalid.Now, out var plaintext).ShouldBeFalse(invalid.Why);
        plaintext.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Decoding_without_a_time_to_live_skips_only_the_clock_checks(int vector)
    {
        var invalid = FernetVectors.Refused[vector];

        Fernet.TryDecode(Key, invalid.Token, out var plaintext).ShouldBe(invalid.OnlyByClock, invalid.Why);
        plaintext.ShouldBeEmpty(); // the two accepted tokens contain empty text
    }

    [Fact]
    public void A_token_written_by_Python_cryptography_is_readable()
    {
        Fernet.TryDecode(Base64Url.DecodeFromChars(FernetVectors.PythonKey), FernetVectors.PythonToken, out var plaintext).ShouldBeTrue();
        Encoding.UTF8.GetString(plaintext).ShouldBe(FernetVectors.PythonPlaintext);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(2048)]
    public void A_token_of_any_length_is_readable(int length)
    {
        var plaintext = RandomNumberGenerator.GetBytes(length);
        var token = Fernet.Encode(Key, plaintext, Now);

        (token.Length % 4).ShouldBe(0, "Python wants the padding");
        Fernet.TryDecode(Key, token, out var read).ShouldBeTrue();
        read.ShouldBe(plaintext);
    }

    [Fact]
    public void Encoding_the_same_text_twice_produces_different_tokens() =>
        Fernet.Encode(Key, "same"u8, Now).ShouldNotBe(Fernet.Encode(Key, "same"u8, Now));

    [Fact]
    public void A_token_with_any_flipped_bit_is_refused()
    {
        var bytes = Base64Url.DecodeFromChars(Fernet.Encode(Key, "seventeen letters"u8, Now));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Fernet.TryDecode(Key, Base64Url.EncodeToString(flipped), out _).ShouldBeFalse($"bit {bit}");
        }
    }

    [Fact]
    public void An_unknown_version_with_a_valid_MAC_is_refused() => IsReadable(Signed(bytes => bytes[0] = 0x81)).ShouldBeFalse();

    [Fact]
    public void A_partial_block_with_a_valid_MAC_is_refused() =>
        IsReadable(Signed(_ => { }, extra: 8)).ShouldBeFalse(); // above the minimum length, so only the block check can refuse it

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Atza|IwEBIPlainAccessTokenThatWasNeverEncrypted")]
    [InlineData("gAAAAA")]
    public void Text_that_is_not_a_token_is_refused(string? token) => IsReadable(token).ShouldBeFalse();

    [Fact]
    public void A_token_without_padding_is_readable() => IsReadable(FernetVectors.Hello.TrimEnd('=')).ShouldBeTrue();

    [Fact]
    public void A_token_is_not_readable_with_another_key() =>
        Fernet.TryDecode(RandomNumberGenerator.GetBytes(32), FernetVectors.Hello, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-60, true)]
    [InlineData(-61, false)]
    public void Time_to_live_and_clock_skew_are_exact_to_the_second(int age, bool readable)
    {
        var token = Fernet.Encode(Key, "hello"u8, Now);
        Fernet.TryDecode(Key, token, TimeSpan.FromSeconds(60), Now.AddSeconds(age), out _).ShouldBe(readable);
    }

    [Fact]
    public void A_creation_time_out_of_range_is_refused()
    {
        var token = Signed(bytes => bytes.AsSpan(1, 8).Fill(0xff));
        Fernet.TryDecode(Key, token, TimeSpan.FromSeconds(60), Now, out _).ShouldBeFalse();
    }

    private static bool IsReadable(string? token) => Fernet.TryDecode(Key, token, out _);

    /// <summary>Changes a token and signs it with the correct key.</summary>
    private static string Signed(Action<byte[]> change, int extra = 0)
    {
        var token = Base64Url.DecodeFromChars(Fernet.Encode(Key, "hello, hello, hello"u8, Now));
        byte[] body = [.. token[..^32], .. new byte[extra]];
        change(body);
        return Base64Url.EncodeToString([.. body, .. HMACSHA256.HashData(Key.AsSpan(0, 16), body)]);
    }
}
