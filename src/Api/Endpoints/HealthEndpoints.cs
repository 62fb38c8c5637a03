using Accounts.Api.Http;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounts.Api.Endpoints;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("").WithTags("Health").AllowAnonymous().AlsoHead();
        health.MapGet("/api/v1/health", Overview).WithName("GetHealth").WithSummary("Get the overall health")
            .Limited(RateLimitPolicy.Health);
        health.MapGet("/health/live", Live).WithName("GetLiveness").WithSummary("Check that the process runs");
        health.MapGet("/health/ready", Ready).WithName("GetReadiness").WithSummary("Check that this instance accepts requests")
            .Produces<Readiness>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<Liveness> Live() => TypedResults.Ok(new Liveness("live"));

    private static async Task<Results<Ok<Readiness>, JsonHttpResult<Readiness>>> Ready(HealthCheckService health, StatusCache cache,
        CancellationToken ct)
    {
        var report = await CheckAsync(health, cache, ct);
        var readiness = new Readiness(
            report.Status == HealthStatus.Healthy ? "ready" : "not_ready",
            report.Entries.ToDictionary(e => e.Key, e => e.Value.Status == HealthStatus.Healthy ? "ok" : e.Value.Description ?? "not ready",
                StringComparer.Ordinal));
        return report.Status == HealthStatus.Healthy
            ? TypedResults.Ok(readiness)
            : TypedResults.Json(readiness, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<HealthOverview>> Overview(
        HealthCheckService health, IAmazonAvailability amazon, StatusCache cache, TimeProvider clock, CancellationToken ct)
    {
        var report = await CheckAsync(health, cache, ct);
        var services = new HealthServices(IsUp("database"), amazon.IsUp, IsUp("clerk"));
        var status = services is { Database: true, AmazonApi: true, AuthService: true } ? "healthy" : "degraded";
        return TypedResults.Ok(new HealthOverview(status, clock.GetUtcNow(), services));

        bool IsUp(string name) => report.Entries.TryGetValue(name, out var entry) && entry.Status == HealthStatus.Healthy;
    }

    private static Task<HealthReport> CheckAsync(HealthCheckService health, StatusCache cache, CancellationToken ct) =>
        cache.GetAsync("health", () => health.CheckHealthAsync(ct));

    internal sealed record Liveness(string Status);

    internal sealed record Readiness(string Status, IReadOnlyDictionary<string, string> Checks);

    internal sealed record HealthOverview(string Status, DateTimeOffset Timestamp, HealthServices Services);

    internal sealed record HealthServices(bool Database, bool AmazonApi, bool AuthService);
}
