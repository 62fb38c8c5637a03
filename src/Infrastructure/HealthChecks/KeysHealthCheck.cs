using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Accounts.Infrastructure.HealthChecks;

/// <summary>Keeps an instance with wrong or unchecked keys out of service.</summary>
internal sealed class KeysHealthCheck(IKeyCheck keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context,
        CancellationToken cancellationToken = default) => Task.FromResult(keys.Verdict switch
        {
            KeyVerdict.Right => HealthCheckResult.Healthy(),
            KeyVerdict.Wrong => HealthCheckResult.Unhealthy("The token keys do not match the keys that encrypted the database."),
            _ => HealthCheckResult.Unhealthy("The token keys have not been checked against the database yet."),
        });
}
