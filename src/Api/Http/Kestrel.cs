namespace Accounts.Api.Http;

internal static class Kestrel
{
    /// <summary>The address that the existing frontend's development proxy uses.</summary>
    private const string DefaultAddress = "http://localhost:8000";

    private const int BodyCap = 256 * 1024;

    /// <summary>Large enough for an oversized token, so that it gets the same 401 as any invalid token.</summary>
    private const int HeadersCap = 384 * 1024;

    public static IWebHostBuilder UseKestrelLimits(this IWebHostBuilder web) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyCap;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadersCap;
    });

    public static IWebHostBuilder UseDefaultAddress(this IWebHostBuilder web, IConfiguration configuration) =>
        configuration["urls"] is null && configuration["http_ports"] is null ? web.UseUrls(DefaultAddress) : web;
}
