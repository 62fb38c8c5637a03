using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Accounts.Api.Http;

/// <summary>The middleware that every request and response passes.</summary>
internal static class HttpEdges
{
    public static IServiceCollection AddHttpEdges(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddJson();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<UnhandledExceptionHandler>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services.AddFrontendCors().AddKnownProxies().AddCompression();
    }

    /// <summary>First in the pipeline, so that failures of later middleware return a problem with our headers too.</summary>
    public static IApplicationBuilder UseHttpEdges(this IApplicationBuilder app) => app
        .UseForwardedHeaders()
        .UseMiddleware<RequestId>()
        .UseMiddleware<RequestContextMiddleware>()
        .UseMiddleware<SecurityHeaders>()
        .UseMiddleware<EventStreamHeaders>()
        .UseResponseCompression()
        .UseExceptionHandler()
        .UseStatusCodePages()
        .UseMiddleware<AddressLimit>()
        .UseMiddleware<BodyEncoding>()
        .UseMiddleware<EmptyBody>();
}
