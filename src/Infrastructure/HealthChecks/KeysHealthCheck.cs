using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounts.Infrastructure.HealthChecks;

/// <summary>An instance that may have the wrong keys takes no requests.</summary>
internal sealed class KeysHealthCheck(IKeyCheck keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(keys.Verdict switch
    {
        KeyVerdict.Right => HealthCheckResult.Healthy(),
        KeyVerdict.Wrong => HealthCheckResult.Unhealthy("The token keys are not those that the database was written with."),
        _ => HealthCheckResult.Unhealthy("The token keys have not been held against the database yet."),
    });
}
