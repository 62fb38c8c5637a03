using Accounts.Api.Auth;
using Accounts.Api.Idempotency;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
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
        IdempotentRoute.Header, "Last-Event-ID", RequestId.Header, HeaderNames.TraceParent, HeaderNames.TraceState, HeaderNames.Baggage,
    ];

    private static readonly string[] Readable =
    [
        HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, IdempotentRoute.Replayed, "RateLimit", "RateLimit-Policy", RequestId.Header,
    ];

    public static IServiceCollection AddFrontendCors(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<FrontendOptions>().BindConfiguration(FrontendOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CorsOptions>().Configure<IOptions<FrontendOptions>>((cors, frontend) =>
            cors.AddDefaultPolicy(policy => Allow(policy, frontend.Value.Url)));
        return services;
    }

    private static void Allow(CorsPolicyBuilder policy, Uri? url)
    {
        if (url is null) return;

        policy.WithOrigins(url.GetLeftPart(UriPartial.Authority))
            .WithMethods(Verbs).WithHeaders(Sent).WithExposedHeaders(Readable)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10));
    }
}
