using Accounts.Infrastructure.Telemetry;

namespace Accounts.UnitTests.Telemetry;

public sealed class RedactionTests
{
    private const string Jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl-_";
    private const string Fernet = "gAAAAABnQ0d1c2VyLXRva2VuLW9mLWEtcGVyc29u-_==";

    [Theory]
    [InlineData("Atza|IwEBIabc-_+/=123", "[redacted]")]
    [InlineData("got Atzr|IwEBIabc, twice", "got [redacted], twice")]
    [InlineData("token=Atza%7CIwEBIabc%3D&x=1", "token=[redacted]&x=1")]
    [InlineData("Bearer " + Jwt + " refused", "Bearer [redacted] refused")]
    [InlineData("Bearer%20" + Jwt, "Bearer%20[redacted]")]
    [InlineData("(" + Fernet + ")", "([redacted])")]
    [InlineData("v2.key-1.AbCdEfGhIjKlMnOpQrStUvWxYz0123 stored", "[redacted] stored")]
    [InlineData("with whsec_plJ3nmyCDGBKInavdOK15jsl now", "with [redacted] now")]
    [InlineData("key \"sk_live_abc\" and sk_test_def", "key \"[redacted]\" and [redacted]")]
    public void A_value_with_the_format_of_a_secret_is_redacted(string text, string expected) => Redaction.Text(text).ShouldBe(expected);

    [Theory]
    [InlineData("Authorization: Bearer opaque", "Authorization: [redacted]")]
    [InlineData("authorization=Basic abc", "authorization=[redacted]")]
    [InlineData("Cookie: a=b; __session=c", "Cookie: [redacted]")]
    [InlineData("Set-Cookie: a=b; path=/\nServer: x", "Set-Cookie: [redacted]\nServer: x")]
    [InlineData("svix-signature: v1,abc=", "svix-signature: [redacted]")]
    [InlineData("""{"access_token":"abc","expires_in":3600}""", """{"access_token":"[redacted]","expires_in":3600}""")]
    [InlineData("""{"refresh_token" : "abc"}""", """{"refresh_token" : "[redacted]"}""")]
    [InlineData("grant_type=refresh_token&refresh_token=abc&client_secret=def",
        "grant_type=refresh_token&refresh_token=[redacted]&client_secret=[redacted]")]
    [InlineData("code=ANabc&code_verifier=def", "code=[redacted]&code_verifier=[redacted]")]
    [InlineData("GET /callback?code=ANabc&state=def done", "GET /callback?code=[redacted]&state=[redacted] done")]
    [InlineData("encrypted_refresh_token = 'x'", "encrypted_refresh_token = '[redacted]'")]
    public void A_value_with_the_name_of_a_secret_is_redacted(string text, string expected) => Redaction.Text(text).ShouldBe(expected);

    [Theory]
    [InlineData("https://bucket.example/report.gz?X-Amz-Credential=a&X-Amz-Signature=b", "https://bucket.example/report.gz?[redacted]")]
    [InlineData("https://bucket.example/report.gz?a=b&x-amz-signature=b", "https://bucket.example/report.gz?[redacted]")]
    [InlineData("https://x.example/o?AWSAccessKeyId=a&Signature=b&Expires=1 was kept", "https://x.example/o?[redacted] was kept")]
    [InlineData("https://x.example/o?sv=1&sig=b", "https://x.example/o?[redacted]")]
    [InlineData("?X-Goog-Signature=b", "?[redacted]")]
    [InlineData("https://x.example/o?code=a&X-Amz-Signature=b", "https://x.example/o?[redacted]")]
    public void A_signed_url_keeps_only_its_host_and_path(string text, string expected) => Redaction.Text(text).ShouldBe(expected);

    [Theory]
    [InlineData("Handled StartAuthorizationCommand: oauth.exchange_failed in 12.5 ms")]
    [InlineData("Login with Amazon in NA returned no tokens for refresh_token: 400, code invalid_grant, request 0198-x")]
    [InlineData(
        "Run 019a1b2c-3d4e-7f60-8123-456789abcdef could not list Profiles in EU of connection 019a1b2c-3d4e-7f60-8123-456789abcdee: amazon.timeout")]
    [InlineData("amzn1.ads-account.g.eyJabc1234")]
    [InlineData("user_2ADAxlovelace1815demo00001 sess_2abcdefghijk amzn1.application-oa2-client.abc")]
    [InlineData("GET /api/v2.1/accounts?page=1&status=active&country_code=US")]
    [InlineData("the exit code=0 and the state=ready")]
    [InlineData("SELECT o.encrypted_access_token, o.scope FROM public.oauth_tokens AS o WHERE o.id = @p0")]
    [InlineData("gAAAAA is how they begin, Atza too")]
    [InlineData("KeyJson.Parse.Value of System.Text")]
    [InlineData("Zürich 🦉 \u202Eabc ada@example.com")]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e4736")]
    public void Ordinary_text_is_returned_unchanged(string text)
    {
        Redaction.Text(text).ShouldBeSameAs(text);
        Redaction.Line(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void Control_characters_are_escaped() =>
        Redaction.Line("a\r\nINFO forged\t\0\u001b[31m\u0085").ShouldBe("a\\r\\nINFO forged\\t\\u0000\\u001b[31m\\u0085");

    [Theory]
    [InlineData("access_token", "abc", "[redacted]")]
    [InlineData("Authorization", "abc", "[redacted]")]
    [InlineData("encrypted_anything", "abc", "[redacted]")]
    [InlineData("code", "ANabc", "[redacted]")]
    [InlineData("state", "abc", "[redacted]")]
    [InlineData("Code", "amazon.timeout", "amazon.timeout")]
    [InlineData("UseCase", "a\nb", "a\\nb")]
    public void A_named_value_is_redacted_by_its_name(string name, string value, string expected) => Redaction.Value(name, value).ShouldBe(expected);

    [Fact]
    public void A_value_that_is_not_text_is_returned_unchanged()
    {
        foreach (var value in new object[] { 7, 7L, 1.5, true, Guid.Empty, TimeSpan.Zero, DayOfWeek.Friday, new Uri("https://x.example/a?b=c") })
            Redaction.Value("Value", value).ShouldBeSameAs(value);
        Redaction.Value("Value", new Uri("https://x.example/a?sig=c")).ShouldBe("https://x.example/a?[redacted]");
        Redaction.Value("Value", null).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://x.example/a?b=c", "https://x.example/a?[redacted]")]
    [InlineData("/a", "/a")]
    public void The_whole_query_of_a_url_is_redacted(string address, string expected) => Redaction.WithoutQuery(address).ShouldBe(expected);

    [Fact]
    public void A_megabyte_of_near_matches_is_processed_within_ten_seconds()
    {
        var text = string.Concat(Enumerable.Repeat("?code=a&eyJ.gAAAAA.sig=Atza|", 40_000));
        var started = System.Diagnostics.Stopwatch.StartNew();

        Redaction.Text(text).ShouldNotBe(text);

        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
