using System.Net;

namespace Accounts.IntegrationTests.Auth;

public sealed class CookieSessionsTests : SignInTest
{
    private const string Own = "(own)";

    [Theory]
    [InlineData("GET", null, null)]
    [InlineData("GET", "same-origin", null)]
    [InlineData("GET", "none", null)]
    [InlineData("GET", null, Own)]
    [InlineData("POST", "same-origin", null)]
    [InlineData("POST", "same-origin", Own)]
    [InlineData("POST", null, Own)]
    [InlineData("DELETE", "same-origin", null)]
    [InlineData("POST", null, ProbeApp.FrontendOrigin)]
    [InlineData("POST", null, "https://FRONTEND.example:443")]
    [InlineData("POST", null, ProbeApp.OtherParty)]
    [InlineData("DELETE", null, Issuer.Party)]
    [InlineData("GET", null, ProbeApp.OtherParty)]
    public async Task A_cookie_counts_on_a_request_of_our_own_origin(string method, string? site, string? origin) =>
        (await SendAsync(method, site, origin)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("POST", null, null)]
    [InlineData("DELETE", null, null)]
    [InlineData("POST", "none", null)]
    [InlineData("GET", "cross-site", null)]
    [InlineData("POST", "cross-site", null)]
    [InlineData("GET", "same-site", null)]
    [InlineData("POST", "same-site", Own)]
    [InlineData("POST", "cross-site", Own)]
    [InlineData("GET", null, "https://evil.example")]
    [InlineData("POST", null, "https://evil.example")]
    [InlineData("POST", null, "null")]
    [InlineData("POST", null, "http://frontend.example")]
    [InlineData("POST", null, "https://frontend.example:8443")]
    [InlineData("POST", null, "https://dashboard.example.evil.example")]
    [InlineData("POST", "cross-site", ProbeApp.FrontendOrigin)]
    [InlineData("POST", "Same-Origin, cross-site", null)]
    public async Task A_cookie_is_ignored_on_any_other_request(string method, string? site, string? origin) =>
        await (await SendAsync(method, site, origin)).ShouldChallengeAsync();

    [Fact]
    public async Task A_forwarded_host_does_not_change_the_own_origin()
    {
        var answer = await App.SendAsync(
            "POST", "/who", Cookie(), ("Origin", "https://evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"));
        await answer.ShouldChallengeAsync();
    }

    [Fact]
    public async Task The_authorization_header_has_precedence_over_the_cookie()
    {
        var answer = await App.SendAsync("GET", "/who", Cookie(), ("Authorization", "Bearer not.a.token"));
        await answer.ShouldRefuseTokenAsync();
    }

    [Fact]
    public async Task The_cookie_is_used_if_the_header_contains_no_token()
    {
        var answer = await App.SendAsync("GET", "/who", Cookie(), ("Authorization", "Bearer undefined"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invalid_token_in_the_cookie_is_refused()
    {
        await (await App.SendAsync("GET", "/who", ("Cookie", "__session=garbage"))).ShouldRefuseTokenAsync();
        await (await App.SendAsync("GET", "/who", ("Cookie", "__session=" + new string('a', 9000)))).ShouldRefuseTokenAsync();
    }

    /// <summary>Another application of the same site may have set such a cookie.</summary>
    [Theory]
    [InlineData("name=J\u00f6rg; ", "")]
    [InlineData("", "; name=\u00ff\u0080")]
    [InlineData("\u00fc=1; ", "")]
    [InlineData("a=\"b c\"; [x]={\"y\":1,\"z\":2}; ", "; t=a,b c")]
    [InlineData("=; ;; x; ", "; =y")]
    public async Task Other_cookies_are_ignored_whatever_their_bytes(string before, string after)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.Latin1 };
        using var client = new HttpClient(handler) { BaseAddress = App.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.TryAddWithoutValidation("Cookie", $"{before}__session={Clerk.Token()}{after}");

        (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private (string, string?) Cookie() => ("Cookie", "__session=" + Clerk.Token());

    private Task<HttpResponseMessage> SendAsync(string method, string? site, string? origin) => App.SendAsync(
        method, "/who", Cookie(), ("Sec-Fetch-Site", site), ("Origin", origin == Own ? App.Origin : origin));
}
