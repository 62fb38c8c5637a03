using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>Adds security headers that suit JSON: no scripts, no framing, no caching. A header that is already set is kept.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly KeyValuePair<string, string>[] Defaults =
    [
        new(HeaderNames.XContentTypeOptions, "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        new(HeaderNames.ContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'"),
        new(HeaderNames.CacheControl, "no-store"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            foreach (var (name, value) in Defaults) headers.TryAdd(name, value);
            return Task.CompletedTask;
        });
        return next(context);
    }
}

internal static class Pages
{
    /// <summary>Sets the policy of pages that a middleware serves.</summary>
    public static IApplicationBuilder UsePagePolicy(this IApplicationBuilder app, PathString under, string policy) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(under, StringComparison.OrdinalIgnoreCase))
            context.Response.Headers.ContentSecurityPolicy = policy;
        return next(context);
    });
}
