using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Application.Common.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

/// <summary>
/// Reports the dependencies to operators. They do not affect readiness, because all instances would become unready together.
/// </summary>
internal static class DependenciesEndpoint
{
    /// <summary>Four missed heartbeats.</summary>
    private static readonly TimeSpan SchedulerIsLate = TimeSpan.FromMinutes(1);

    public static void MapDependencies(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/dependencies", Dependencies).WithTags("Health").WithName("GetDependencies")
            .WithSummary("Get the state of Amazon, Clerk's keys and the scheduler").AllowAnonymous().AlsoHead();

    private static async Task<Ok<DependencyReport>> Dependencies(
        IAmazonAvailability amazon, ClerkSigningKeys clerk, ISchedulerHeartbeat heartbeat, StatusCache cache, TimeProvider clock,
        CancellationToken ct)
    {
        var scheduler = await cache.GetAsync("scheduler-heartbeat", () => AgeAsync(heartbeat, ct));
        var isTicking = scheduler is { } age && age < SchedulerIsLate;
        var healthy = isTicking && clerk.Ready && amazon.Dependencies.All(d => d.Breaker == BreakerState.Closed);
        return TypedResults.Ok(new DependencyReport(healthy ? "healthy" : "degraded", clock.GetUtcNow(), amazon.Dependencies,
            new ClerkDependency(clerk.Ready), new SchedulerDependency(isTicking, scheduler?.TotalSeconds)));
    }

    /// <summary>Null if the database is unavailable.</summary>
    private static async Task<TimeSpan?> AgeAsync(ISchedulerHeartbeat heartbeat, CancellationToken ct)
    {
        try
        {
            return await heartbeat.AgeAsync(ct);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            return null;
        }
    }

    /// <param name="Amazon">The regions and groups called so far.</param>
    internal sealed record DependencyReport(
        string Status, DateTimeOffset Timestamp, IReadOnlyList<AmazonDependency> Amazon, ClerkDependency Clerk, SchedulerDependency Scheduler);

    /// <param name="HasKeys">Whether session tokens can be verified.</param>
    internal sealed record ClerkDependency(bool HasKeys);

    internal sealed record SchedulerDependency(bool IsTicking, double? LastTickSecondsAgo);
}
