using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Http;

/// <summary>
/// Between the signal to end and the end: not ready from the first moment, so that no new requests are sent here, yet serving for a while,
/// because whoever sends them learns of it late. The server then finishes what it has begun.
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
        Task.FromResult(_begun ? HealthCheckResult.Unhealthy("This instance is ending.") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
