using System.Buffers.Text;
using System.Security.Cryptography;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>
/// Binds an authorization flow to the browser that started it: the callback must send this cookie. The <c>__Host-</c> prefix prevents
/// other subdomains from setting it; plain HTTP on loopback cannot use the prefix.
/// </summary>
internal sealed class BrowserCookie(IOptions<FrontendOptions> frontend)
{
    private const int ValueLength = 43;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public Secret GetOrCreate(HttpContext http)
    {
        var value = Read(http) ?? Secret.From(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        http.Response.Cookies.Append(NameFor(http), value.Reveal(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = IsSecure(http),
            Path = "/",
            MaxAge = Lifetime,
        });
        return value;
    }

    public Secret? Read(HttpContext http) =>
        http.Request.Cookies.TryGetValue(NameFor(http), out var value) && value.Length == ValueLength ? Secret.From(value) : null;

    private string NameFor(HttpContext http) => IsSecure(http) ? "__Host-accounts-oauth" : "accounts-oauth";

    /// <summary>Behind a proxy that terminates TLS, the request's scheme is HTTP, so the configured address decides.</summary>
    private bool IsSecure(HttpContext http) => http.Request.IsHttps || frontend.Value.Url?.Scheme == Uri.UriSchemeHttps;
}
