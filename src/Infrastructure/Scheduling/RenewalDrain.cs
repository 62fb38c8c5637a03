using Accounts.Application.Connections;
using Microsoft.Extensions.Hosting;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Keeps the process until every renewal that is under way has been stored: what Amazon has issued must not end with us.</summary>
internal sealed class RenewalDrain(TokenRefresher refresher) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => refresher.WhenIdleAsync().WaitAsync(cancellationToken);
}
