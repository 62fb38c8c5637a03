using Accounts.Api.Auth;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Auth;

public sealed class BrowserCookieTests
{
    private const string Protected = "__Host-accounts-oauth-";
    private const string Plain = "accounts-oauth-";
    private static readonly Secret State = Secret.From("state");

    /// <summary>Behind a proxy that terminates TLS, the request is plain HTTP although the frontend's URL is HTTPS.</summary>
    [Theory]
    [InlineData("https", null, Protected)]
    [InlineData("https", "http://localhost:3000", Protected)]
    [InlineData("http", "https://app.example.com", Protected)]
    [InlineData("http", "http://localhost:3000", Plain)]
    [InlineData("http", null, Plain)]
    public void Only_plain_http_without_an_https_frontend_omits_the_host_prefix(string scheme, string? frontend, string prefix)
    {
        var (cookie, http) = (Cookie(frontend), new DefaultHttpContext());
        http.Request.Scheme = scheme;
        var value = BrowserCookie.NewValue();

        cookie.Append(http, State, value);

        var secure = prefix == Protected ? "; secure" : "";
        http.Response.Headers.SetCookie.ToString()
            .ShouldMatch($"^{prefix}[A-Za-z0-9_-]{{12}}={value.Reveal()}; max-age=600; path=/{secure}; samesite=lax; httponly$");
        value.Reveal().Length.ShouldBe(43);
    }

    [Theory]
    [InlineData(42, false)]
    [InlineData(43, true)]
    [InlineData(44, false)]
    public void A_cookie_is_accepted_only_for_its_state_and_with_the_length_of_an_issued_one(int length, bool accepted)
    {
        var (cookie, brought) = (Cookie(frontend: null), new string('x', length));
        var http = After(cookie, Secret.From(brought));

        cookie.Read(http, State)?.Reveal().ShouldBe(brought);
        cookie.Read(http, State).HasValue.ShouldBe(accepted);
        cookie.Read(http, Secret.From("another state")).ShouldBeNull();
    }

    [Fact]
    public void A_removed_cookie_keeps_the_attributes_without_which_browsers_ignore_its_removal()
    {
        var cookie = Cookie("https://app.example.com");
        var http = After(cookie, BrowserCookie.NewValue());

        cookie.Remove(http, Secret.From("another state"));
        http.Response.Headers.SetCookie.ShouldBeEmpty();
        cookie.Remove(http, State);

        http.Response.Headers.SetCookie.ToString()
            .ShouldMatch($"^{Protected}[A-Za-z0-9_-]{{12}}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=lax; httponly$");
    }

    private static DefaultHttpContext After(BrowserCookie cookie, Secret value)
    {
        var first = new DefaultHttpContext();
        cookie.Append(first, State, value);
        var second = new DefaultHttpContext();
        second.Request.Headers.Cookie = first.Response.Headers.SetCookie.ToString().Split(';')[0];
        return second;
    }

    private static BrowserCookie Cookie(string? frontend) => new(
        Options.Create(new FrontendOptions { Url = frontend is null ? null : new Uri(frontend) }), Options.Create(new AuthorizationOptions()));
}
