using System.Buffers.Text;
using System.Security.Cryptography;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>
/// Ties a journey to Amazon to the browser that started it: whoever comes back must bring this cookie. The <c>__Host-</c> prefix keeps
/// other subdomains from planting one; plain HTTP on loopback cannot have it.
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

    /// <summary>Behind a proxy that ends TLS the request itself does not tell; the configured address does.</summary>
    private bool IsSecure(HttpContext http) => http.Request.IsHttps || frontend.Value.Url?.Scheme == Uri.UriSchemeHttps;
}
