using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>
/// Allows one other origin: <c>Frontend:Url</c>. It sends a bearer token, so cookies are not allowed across origins.
/// Without the setting, no other origin is allowed.
/// </summary>
internal static class FrontendCors
{
    private static readonly string[] Verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] Sent =
    [
        HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.Accept, HeaderNames.IfMatch, HeaderNames.IfNoneMatch,
        "Idempotency-Key", "Last-Event-ID", RequestId.Header, HeaderNames.TraceParent, HeaderNames.TraceState, HeaderNames.Baggage,
    ];

    private static readonly string[] Readable =
    [
        HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, "Idempotent-Replayed", "RateLimitOptions", "RateLimitOptions-Policy",
        RequestId.Header,
    ];

    public static IServiceCollection AddFrontendCors(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IConfiguration>((cors, settings) =>
            cors.AddDefaultPolicy(policy => Allow(policy, settings["Frontend:Url"])));
        return services;
    }

    private static void Allow(CorsPolicyBuilder policy, string? frontend)
    {
        if (!Uri.TryCreate(frontend, UriKind.Absolute, out var url)) return;

        policy.WithOrigins(url.GetLeftPart(UriPartial.Authority))
            .WithMethods(Verbs).WithHeaders(Sent).WithExposedHeaders(Readable)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10));
    }
}
