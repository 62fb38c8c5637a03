using Accounts.Api.RateLimiting;
using Accounts.IntegrationTests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.RateLimiting;

/// <summary>The policy of every route, from the route table: a new route is general until it is listed here.</summary>
public sealed class LimitedRoutesTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly Dictionary<string, RateLimitPolicy> Named = new(StringComparer.Ordinal)
    {
        ["GET /api/v1/auth/amazon/login"] = RateLimitPolicy.OAuthStart,
        ["GET /api/v1/auth/amazon/connect/{userId}"] = RateLimitPolicy.OAuthStart,
        ["GET /api/v1/auth/status"] = RateLimitPolicy.AuthStatus,
        ["POST /api/v1/accounts/dsp/{advertiser_id}/seats/refresh"] = RateLimitPolicy.SeatRefresh,
        ["POST /api/v1/accounts/sync/"] = RateLimitPolicy.Sync,
        ["POST /api/v1/accounts/{id}/reauthorize"] = RateLimitPolicy.Reauthorize,
        ["GET, HEAD /api/v1/health"] = RateLimitPolicy.Health,
    };

    [Fact]
    public void Each_route_has_the_documented_policy()
    {
        var routes = world.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .ToDictionary(NameOf, endpoint => endpoint);

        Named.Keys.ShouldBeSubsetOf(routes.Keys);
        foreach (var (name, endpoint) in routes) Actual(endpoint).ShouldBe(Expected(name, endpoint), name);
    }

    private static RateLimitPolicy? Actual(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Limited>() is { } limited ? limited.Policy
        : endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? RateLimitPolicy.General : null;

    private static RateLimitPolicy? Expected(string name, RouteEndpoint endpoint)
    {
        if (Named.TryGetValue(name, out var policy)) return policy;
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return null;

        string[] stored = ["/accounts", "/users/", "/settings", "/auth/connections", "/auth/audit"];
        return stored.Any(prefix => name.StartsWith($"GET /api/v1{prefix}", StringComparison.Ordinal))
            ? RateLimitPolicy.StoredReads : RateLimitPolicy.General;
    }

    private static string NameOf(RouteEndpoint endpoint) =>
        string.Join(", ", endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            + $" /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
