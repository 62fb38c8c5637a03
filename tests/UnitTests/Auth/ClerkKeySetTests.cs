using System.Security.Cryptography;
using System.Text.Json;
using Accounts.Api.Auth;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.UnitTests.Auth;

public sealed class ClerkKeySetTests
{
    private const string Exponent = "AQAB";

    [Theory]
    [InlineData("RSA", "sig", "RS256", true)]
    [InlineData("RSA", null, null, true)]
    [InlineData("RSA", "", "", true)]
    [InlineData("RSA", "enc", "RS256", false)]
    [InlineData("RSA", "sig", "RS512", false)]
    [InlineData("EC", "sig", "RS256", false)]
    public void Only_an_RSA_signing_key_is_usable(string type, string? use, string? algorithm, bool usable) =>
        IsUsable(new { kty = type, use, alg = algorithm, kid = "ins_1", n = Modulus(256), e = Exponent }).ShouldBe(usable);

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_usable_key_has_a_modulus_of_2048_to_8192_bits(int bytes, bool usable) =>
        IsUsable(new { kty = "RSA", kid = "ins_1", n = Modulus(bytes), e = Exponent }).ShouldBe(usable);

    [Theory]
    [InlineData("", false)]
    [InlineData("Aw", true)]
    [InlineData("AQAAAAAAAAE", true)]
    [InlineData("AQAAAAAAAAAB", false)]
    [InlineData("not base64!", false)]
    public void A_usable_key_has_an_exponent_of_1_to_8_bytes(string exponent, bool usable) =>
        IsUsable(new { kty = "RSA", kid = "ins_1", n = Modulus(256), e = exponent }).ShouldBe(usable);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_key_without_an_id_is_not_usable(string? name) =>
        IsUsable(new { kty = "RSA", kid = name, n = Modulus(256), e = Exponent }).ShouldBeFalse();

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("{}")]
    public void An_empty_key_set_is_invalid(string json) =>
        Should.Throw<InvalidDataException>(() => ClerkKeySet.Parse(json, DateTimeOffset.UnixEpoch));

    private static bool IsUsable(object key)
    {
        var good = new { kty = "RSA", kid = "good", n = Modulus(256), e = Exponent };
        return ClerkKeySet.Parse(JsonSerializer.Serialize(new { keys = new[] { good, key } }), DateTimeOffset.UnixEpoch).Keys.Count == 2;
    }

    private static string Modulus(int bytes) => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(bytes));
}
