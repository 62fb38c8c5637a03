using Accounts.Api.Auth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Auth;

public sealed class BrowserCookieTests
{
    private const string Protected = "__Host-accounts-oauth";
    private const string Plain = "accounts-oauth";

    /// <summary>Behind a proxy that ends TLS, the request is plain and the frontend's address is not.</summary>
    [Theory]
    [InlineData("https", null, Protected)]
    [InlineData("https", "http://localhost:3000", Protected)]
    [InlineData("http", "https://app.example.com", Protected)]
    [InlineData("http", "http://localhost:3000", Plain)]
    [InlineData("http", null, Plain)]
    public void Only_loopback_does_without_the_prefix_that_keeps_others_from_planting_one(string scheme, string? frontend, string name)
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
    public void What_a_browser_brings_back_is_kept_when_it_may_be_ours(int length, bool kept)
    {
        var (brought, http) = (new string('x', length), new DefaultHttpContext());
        http.Request.Headers.Cookie = $"{Plain}={brought}";

        (Cookie(frontend: null).Read(http)?.Reveal()).ShouldBe(kept ? brought : null);
        (Cookie(frontend: null).GetOrCreate(http).Reveal() == brought).ShouldBe(kept);
    }

    private static BrowserCookie Cookie(string? frontend) => new(Options.Create(new FrontendOptions { Url = frontend is null ? null : new Uri(frontend) }));
}
