using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>
/// Binds an authorization flow to the browser that started it: the callback must send this cookie. Each flow has a cookie of its own, so that
/// flows that start at the same moment do not replace each other's. The <c>__Host-</c> prefix prevents other subdomains from setting it; plain
/// HTTP on loopback cannot use the prefix.
/// </summary>
internal sealed class BrowserCookie(IOptions<FrontendOptions> frontend, IOptions<AuthorizationOptions> authorization)
{
    private const int ValueLength = 43;
    private const int MarkLength = 12;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static Secret NewValue() => Secret.From(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Also removes the oldest cookies, whose flows are no longer live; browsers send older ones first (RFC 6265 §5.4).</summary>
    public void Append(HttpContext http, Secret state, Secret value)
    {
        var earlier = http.Request.Cookies.Keys.Where(name => name.StartsWith(PrefixFor(http), StringComparison.Ordinal)).ToArray();
        foreach (var surplus in earlier.SkipLast(authorization.Value.MaxPending - 1)) Delete(http, surplus);
        http.Response.Cookies.Append(NameFor(http, state), value.Reveal(), OptionsFor(http, Lifetime));
    }

    public Secret? Read(HttpContext http, Secret state) =>
        http.Request.Cookies.TryGetValue(NameFor(http, state), out var value) && value.Length == ValueLength ? Secret.From(value) : null;

    /// <summary>Removes the cookie of a flow that has ended.</summary>
    public void Remove(HttpContext http, Secret state)
    {
        if (http.Request.Cookies.ContainsKey(NameFor(http, state))) Delete(http, NameFor(http, state));
    }

    private void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(name, OptionsFor(http, lifetime: null));

    private CookieOptions OptionsFor(HttpContext http, TimeSpan? lifetime) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = IsSecure(http), Path = "/", MaxAge = lifetime };

    /// <summary>The name contains a part of the state's hash, which reveals nothing of the state.</summary>
    private string NameFor(HttpContext http, Secret state) =>
        PrefixFor(http) + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(state.Reveal())))[..MarkLength];

    private string PrefixFor(HttpContext http) => IsSecure(http) ? "__Host-accounts-oauth-" : "accounts-oauth-";

    /// <summary>Behind a proxy that terminates TLS, the request's scheme is HTTP, so the configured address decides.</summary>
    private bool IsSecure(HttpContext http) => http.Request.IsHttps || frontend.Value.Url?.Scheme == Uri.UriSchemeHttps;
}
