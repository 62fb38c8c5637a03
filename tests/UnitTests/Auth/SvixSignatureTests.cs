using System.Security.Cryptography;
using System.Text;
using Accounts.Api.Auth;

namespace Accounts.UnitTests.Auth;

public sealed class SvixSignatureTests
{
    // Test vector from the Svix documentation
    private const string Secret = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    private const string Id = "msg_loFOjxBNrRLzqYUf";
    private const string Timestamp = "1731705121";
    private const string Signature = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=";
    private const string Body = """{"event_type":"ping","data":{"success":true}}""";

    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1731705121);

    [Fact]
    public void The_published_vector_verifies() => Verifies().ShouldBeTrue();

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A_timestamp_is_accepted_within_five_minutes_of_now(int seconds, bool good) => Verifies(now: Then.AddSeconds(seconds)).ShouldBe(good);

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1731705121.0")]
    [InlineData(" 1731705121")]
    [InlineData("99999999999999999999")]
    public void A_malformed_timestamp_is_refused(string? timestamp) => Verifies(timestamp: timestamp).ShouldBeFalse();

    [Fact]
    public void A_body_with_one_extra_space_is_refused() => Verifies(body: Body.Replace(":", ": ", StringComparison.Ordinal)).ShouldBeFalse();

    [Fact]
    public void A_different_id_or_secret_is_refused()
    {
        Verifies(id: "msg_other").ShouldBeFalse();
        Verifies(id: null).ShouldBeFalse();
        Verifies(secret: "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24))).ShouldBeFalse();
    }

    /// <summary>The key has 16 bytes, the minimum length of a secret.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void An_empty_or_overlong_id_is_refused_even_if_it_is_signed(int length, bool good)
    {
        var (key, id) = (RandomNumberGenerator.GetBytes(16), new string('m', length));
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{Timestamp}.{Body}"));

        Verifies("whsec_" + Convert.ToBase64String(key), id, signatures: "v1," + Convert.ToBase64String(signature)).ShouldBe(good);
    }

    [Theory]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData("v2,whatever " + Signature)]
    [InlineData(Signature + " v1,not-base64!")]
    [InlineData(Signature + " " + Signature)]
    public void One_valid_signature_among_several_is_sufficient(string signatures) => Verifies(signatures: signatures).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("v1,")]
    [InlineData("v2,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=")]
    [InlineData("rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=")]
    [InlineData("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_header_without_a_valid_signature_is_refused(string? signatures) => Verifies(signatures: signatures).ShouldBeFalse();

    [Theory]
    [InlineData("whsec_plJ3nmyCDGBKInavdOK15jsl", true)]
    [InlineData("plJ3nmyCDGBKInavdOK15jsl", false)]
    [InlineData("whsec_", false)]
    [InlineData("whsec_AAAA", false)]
    [InlineData("whsec_***", false)]
    public void Only_a_whsec_value_of_sufficient_length_is_a_secret(string text, bool good) => SvixSignature.IsSecret(text).ShouldBe(good);

    private static bool Verifies(
        string secret = Secret, string? id = Id, string? timestamp = Timestamp, string? signatures = Signature, string body = Body,
        DateTimeOffset? now = null) =>
        SvixSignature.Verifies(secret, id, timestamp, signatures, Encoding.UTF8.GetBytes(body), now ?? Then);
}
