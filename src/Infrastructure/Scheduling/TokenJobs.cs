using Accounts.Application.Connections;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Runs on several instances at once when there is much to do: each tick may find another one free.</summary>
internal sealed class RenewExpiringTokens(ProactiveRefresh refresh) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await refresh.RunAsync(cancellationToken);
}
