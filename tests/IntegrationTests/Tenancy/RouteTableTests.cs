using System.Net;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>Checks every route of the route table. New routes are included automatically.</summary>
public sealed class RouteTableTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] Open =
    [
        "GET /",
        "GET /api/",
        "GET /api/v1",
        "GET /api/v1/auth/amazon/callback",
        "GET /api/v1/health",
        "GET /docs/{**rest}",
        "GET /health/dependencies",
        "GET /health/live",
        "GET /health/ready",
        "GET /openapi/{documentName:regex(^v1$)}.json",
        "POST /api/v1/webhooks/clerk",
    ];

    [Fact]
    public void Only_the_listed_routes_are_anonymous() =>
        Route.All(world).Where(r => r.IsOpen && r.Method != "HEAD").Select(r => r.Name).ShouldBeSubsetOf(Open);

    [Fact]
    public async Task Every_other_route_requires_authentication()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var closed = Route.All(world).Where(r => !r.IsOpen).ToArray();
        closed.Length.ShouldBeGreaterThan(8);

        foreach (var route in closed)
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method),
                new Uri(world.Address, route.With(Guid.CreateVersion7().ToString())));
            using var response = await stranger.SendAsync(request);
            var answer = await ApiAnswer.OfAsync(response);

            answer.Status.ShouldBe(HttpStatusCode.Unauthorized, route.Name);
            answer.Code.ShouldBe("auth.required", route.Name);
            answer.Headers["WWW-Authenticate"].ShouldBe("Bearer", route.Name);
        }
    }
}
