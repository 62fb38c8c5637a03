using Accounts.Application.Connections.Refresh;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Runs on several instances at the same time when many tokens are due: each tick may reach an idle instance.</summary>
internal sealed class RefreshExpiringTokens(ProactiveRefresh refresh, IHostApplicationLifetime lifetime) : IJob
{
    /// <summary>The scheduler's token is not cancelled when the host stops, so that of the host is linked to it.</summary>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await refresh.RunAsync(ending.Token);
    }
}
