using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounts.Api.Auth;

/// <summary>Unhealthy until Clerk's signing keys are loaded. Loaded keys stay in use while Clerk is unavailable.</summary>
internal sealed class ClerkHealthCheck(ClerkSigningKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(keys.Ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Clerk's signing keys have not been loaded yet."));
}
