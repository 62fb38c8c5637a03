using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Accounts.Api.Http;

/// <summary>What every request passes on its way in and every answer on its way out.</summary>
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
        return services.AddFrontendCors();
    }

    /// <summary>First in the pipeline: what comes after may fail, and still answers with our headers and a problem.</summary>
    public static IApplicationBuilder UseHttpEdges(this IApplicationBuilder app) => app
        .UseMiddleware<RequestId>()
        .UseMiddleware<RequestContextMiddleware>()
        .UseMiddleware<SecurityHeaders>()
        .UseExceptionHandler()
        .UseStatusCodePages()
        .UseMiddleware<BodyEncoding>();
}
