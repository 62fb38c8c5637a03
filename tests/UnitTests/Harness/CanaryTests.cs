using System.Net;
using Accounts.Simulators.Lwa;
using Accounts.TestKit.Harness;

namespace Accounts.UnitTests.Harness;

/// <summary>Verifies that the secret scanner detects leaks. A scanner that never reports anything proves nothing.</summary>
public sealed class CanaryTests
{
    private const string Code = "ANabcdefghijklmnopqrSTU";
    private readonly Canary _canary = new();

    [Theory]
    [InlineData("x Atza|IwEBIabcdefghijklmnop", "an access token in the log")]
    [InlineData("x Atzr|from-an-old-page", "a refresh token in the log")]
    [InlineData("x Atza%7CIwEBIabcdefghijklmnop", "an access token in the log")]
    [InlineData("x eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl", "a signed token in the log")]
    [InlineData("x gAAAAABnQ0d1c2VyLXRva2VuLW9mLWEtcGVyc29u", "ciphertext in the log")]
    [InlineData("x v2.key-1.AbCdEfGhIjKlMnOpQrStUvWxYz0123", "ciphertext in the log")]
    [InlineData("x whsec_plJ3nmyCDGBKInavdOK15jsl", "a webhook secret in the log")]
    [InlineData("x https://b.example/r?X-Amz-Signature=abcdef0123", "a signed address in the log")]
    public void A_leak_is_reported_by_its_kind_without_its_value(string text, string leak)
    {
        _canary.Read("the log", text);

        _canary.LeaksOf([]).ShouldBe([leak]);
    }

    [Theory]
    [InlineData("GET /callback?code=" + Code + "&x=1")]
    [InlineData("\"" + Code + "\"")]
    [InlineData("code%3D" + Code)]
    [InlineData(Code)]
    public void An_issued_secret_is_found_at_any_position(string text)
    {
        _canary.Read("a trace", text);

        _canary.LeaksOf([new IssuedSecret("an authorization code", Code), new IssuedSecret("another", "ANzyxwvutsrqponmlkjihg")])
            .ShouldBe(["an authorization code in a trace"]);
    }

    [Theory]
    [InlineData("kVw2zY3nQ8rT5uA7bC9dE1fG4hJ6kL0mN2pR3sT5v_8=")]
    [InlineData("Atza|IwEBI0123456789abcdefghij-_KLMNOP")]
    public void An_escaped_key_or_token_is_found(string secret)
    {
        _canary.Read("an audit row", $"\\n{Uri.EscapeDataString(secret)}");

        _canary.LeaksOf([new IssuedSecret("it", secret)]).ShouldContain("it in an audit row");
    }

    [Fact]
    public void Ordinary_text_is_not_reported()
    {
        _canary.Read("the log", "Handled StartAuthorizationCommand: oauth.exchange_failed in 12 ms, request 019a1b2c3d4e7f608123456789abcdef, "
            + "Atza|x gAAAAABf [redacted]");

        _canary.LeaksOf([new IssuedSecret("a code", Code)]).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_start_of_an_authorization_flow_may_contain_its_state()
    {
        var state = new string('s', 42) + "1";
        var started = Answer($$"""{"auth_url":"https://a.example/ap/oa?state={{state}}","state":"{{state}}","expires_in":600}""",
            ("Set-Cookie", $"accounts-oauth={new string('z', 43)}; path=/"));

        _canary.ReadAnswer(new HttpRequestMessage(HttpMethod.Get, "http://a.example/api/v1/auth/amazon/login?region=NA"), started);
        _canary.LeaksOf(_canary.Expected).ShouldBeEmpty();

        _canary.ReadAnswer(new HttpRequestMessage(HttpMethod.Get, "http://a.example/api/v1/auth/audit"),
            Answer($$"""{"metadata":"{{state}} {{new string('z', 43)}}"}"""));
        _canary.LeaksOf(_canary.Expected)
            .ShouldBe(["a browser's secret in an answer to GET /api/v1/auth/audit", "a state in an answer to GET /api/v1/auth/audit"]);
    }

    [Fact]
    public void Ciphertext_is_permitted_only_as_a_page_token()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://a.example/api/v1/accounts/sync");

        _canary.ReadAnswer(request, Answer("""{"next_token":"gAAAAABnQ0d1c2VyLXRva2VuLW9mLWEtcGVyc29u"}"""));
        _canary.LeaksOf([]).ShouldBeEmpty();
        _canary.ReadAnswer(request, Answer("""{"name":"gAAAAABnQ0d1c2VyLXRva2VuLW9mLWEtcGVyc29u"}"""));
        _canary.LeaksOf([]).ShouldBe(["ciphertext in an answer to GET /api/v1/accounts/sync"]);
    }

    private static ApiAnswer Answer(string text, params (string Name, string Value)[] headers) =>
        new(HttpStatusCode.OK, text, "application/json", Location: null, headers.ToDictionary(h => h.Name, h => h.Value));
}
