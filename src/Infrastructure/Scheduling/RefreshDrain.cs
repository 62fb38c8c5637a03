using Accounts.Application.Connections.Refresh;
using Microsoft.Extensions.Hosting;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Once requests and runs have ended, or been cut off, keeps the process until every refresh that is under way has been stored:
/// what Amazon has issued must not end with us.
/// </summary>
internal sealed class RefreshDrain(TokenRefresher refresher) : IHostedLifecycleService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Until the deadline, and when requests have used that up a little longer.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var idle = refresher.WhenIdleAsync();
        await Task.WhenAny(idle, Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        await Task.WhenAny(idle, Task.Delay(Grace, CancellationToken.None));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
