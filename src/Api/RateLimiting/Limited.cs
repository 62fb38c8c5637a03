namespace Accounts.Api.RateLimiting;

/// <summary>The policy of a route. Metadata of a route replaces that of its group.</summary>
internal sealed record Limited(RateLimitPolicy Policy);

internal static class LimitedRoutes
{
    /// <summary>Counts the requests of a route, or of all routes of a group, under a policy.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder routes, RateLimitPolicy policy)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Limited(policy));

    /// <summary>Counts the GET requests of a group as reads of stored rows.</summary>
    public static RouteGroupBuilder LimitedReads(this RouteGroupBuilder routes)
    {
        ((IEndpointConventionBuilder)routes).Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods is [var only] && HttpMethods.IsGet(only))
                endpoint.Metadata.Add(new Limited(RateLimitPolicy.StoredReads));
        });
        return routes;
    }
}
