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
    public async Task A_cookie_authenticates_a_same_origin_request(string method, string? site, string? origin) =>
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

    private (string, string?) Cookie() => ("Cookie", "__session=" + Clerk.Token());

    private Task<HttpResponseMessage> SendAsync(string method, string? site, string? origin) => App.SendAsync(
        method, "/who", Cookie(), ("Sec-Fetch-Site", site), ("Origin", origin == Own ? App.Origin : origin));
}
