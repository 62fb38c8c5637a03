using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounts.Api.Auth;

/// <summary>Without Clerk's keys nobody can sign in here; once loaded they serve on while Clerk is away.</summary>
internal sealed class ClerkHealthCheck(ClerkSigningKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(keys.Ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Clerk's signing keys have not been loaded yet."));
}
