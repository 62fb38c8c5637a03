using Accounts.Api.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Auth;

public sealed class BrowserCookieTests
{
    private const string Protected = "__Host-accounts-oauth";
    private const string Plain = "accounts-oauth";

    /// <summary>Behind a proxy that terminates TLS, the request is plain HTTP although the frontend's URL is HTTPS.</summary>
    [Theory]
    [InlineData("https", null, Protected)]
    [InlineData("https", "http://localhost:3000", Protected)]
    [InlineData("http", "https://app.example.com", Protected)]
    [InlineData("http", "http://localhost:3000", Plain)]
    [InlineData("http", null, Plain)]
    public void Only_plain_http_without_an_https_frontend_omits_the_host_prefix(string scheme, string? frontend, string name)
    {
        var (cookie, http) = (Cookie(frontend), new DefaultHttpContext());
        http.Request.Scheme = scheme;

        var value = cookie.GetOrCreate(http).Reveal();

        var secure = name == Protected ? "; secure" : "";
        http.Response.Headers.SetCookie.ToString().ShouldBe($"{name}={value}; max-age=600; path=/{secure}; samesite=lax; httponly");
        value.Length.ShouldBe(43);
    }

    [Theory]
    [InlineData(42, false)]
    [InlineData(43, true)]
    [InlineData(44, false)]
    public void A_cookie_is_accepted_only_if_it_has_the_length_of_an_issued_one(int length, bool kept)
    {
        var (brought, http) = (new string('x', length), new DefaultHttpContext());
        http.Request.Headers.Cookie = $"{Plain}={brought}";

        (Cookie(frontend: null).Read(http)?.Reveal()).ShouldBe(kept ? brought : null);
        (Cookie(frontend: null).GetOrCreate(http).Reveal() == brought).ShouldBe(kept);
    }

    private static BrowserCookie Cookie(string? frontend) =>
        new(Options.Create(new FrontendOptions { Url = frontend is null ? null : new Uri(frontend) }));
}
