using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>Headers every answer carries. Made for JSON: nothing runs, nothing is framed, nothing is kept. Whoever set one of them already keeps it.</summary>
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
            if (context.GetEndpoint()?.Metadata.GetMetadata<PagePolicy>() is { } page)
                headers.TryAdd(HeaderNames.ContentSecurityPolicy, page.Policy);
            foreach (var (name, value) in Defaults) headers.TryAdd(name, value);
            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>Marks an endpoint that answers with a page, and names what that page may load.</summary>
internal sealed record PagePolicy(string Policy);

internal static class Pages
{
    public static TBuilder WithPagePolicy<TBuilder>(this TBuilder endpoint, string policy)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PagePolicy(policy));

    /// <summary>For pages that a middleware serves, so that there is no endpoint to mark.</summary>
    public static IApplicationBuilder UsePagePolicy(this IApplicationBuilder app, PathString under, string policy) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(under, StringComparison.OrdinalIgnoreCase)) context.Response.Headers.ContentSecurityPolicy = policy;
        return next(context);
    });
}
