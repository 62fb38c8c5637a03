using System.Text;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

internal static class Kestrel
{
    /// <summary>The address that the existing frontend's development proxy uses.</summary>
    private const string DefaultAddress = "http://localhost:8000";

    public const int BodyCap = 256 * 1024;

    /// <summary>Large enough for an oversized token, so that it gets the same 401 as any invalid token.</summary>
    private const int HeadersCap = 512 * 1024;

    /// <summary>Far above the limit of <see cref="AddressLimit"/>, whose refusal is a problem.</summary>
    private const int RequestLineCap = 128 * 1024;

    public static IWebHostBuilder UseKestrelLimits(this IWebHostBuilder web) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyCap;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersCap;
        kestrel.Limits.MaxRequestLineSize = RequestLineCap;

        // Another application of the same site may set a cookie in any encoding; as UTF-8 it would fail every request of that browser.
        kestrel.RequestHeaderEncodingSelector = name => name.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;
    });

    public static IWebHostBuilder UseDefaultAddress(this IWebHostBuilder web, IConfiguration configuration) =>
        configuration["urls"] is null && configuration["http_ports"] is null ? web.UseUrls(DefaultAddress) : web;
}
