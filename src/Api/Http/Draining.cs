using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Http;

/// <summary>
/// Drains an instance that shuts down: it is not ready from the first moment, but it serves requests for a while, because load balancers
/// notice the change late. The server then completes the running requests.
/// </summary>
internal sealed class Draining(IOptions<ShutdownOptions> options, IHostEnvironment environment) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _begun;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        var time = options.Value.DrainFor ?? (environment.IsDevelopment() ? TimeSpan.Zero : ShutdownOptions.DefaultDrainFor);
        return Task.Delay(time, cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_begun ? HealthCheckResult.Unhealthy("This instance is shutting down.") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
