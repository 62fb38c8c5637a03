using Accounts.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

internal static class IndexEndpoints
{
    public static void MapIndex(this IEndpointRouteBuilder routes)
    {
        var index = routes.MapGroup("/api").WithTags("Service").AllowAnonymous().AlsoHead();
        index.MapGet("", Show).WithName("GetIndex").WithSummary("Find the service's entry points");
        index.MapGet("/v1", Show).WithName("GetIndexOfVersion").WithSummary("Find the entry points of this version");
    }

    private static Ok<ServiceIndex> Show() =>
        TypedResults.Ok(new ServiceIndex("Accounts", "v1", "/api/v1", "/openapi/v1.json", "/docs", "/api/v1/health"));

    /// <param name="Base">The path that every route of the API begins with.</param>
    internal sealed record ServiceIndex(string Name, string Version, string Base, string Openapi, string Documentation, string Health);
}
