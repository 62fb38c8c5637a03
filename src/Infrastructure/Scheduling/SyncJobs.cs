using Accounts.Application.Sync;
using Microsoft.Extensions.Options;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

internal sealed class LookForSyncRuns(ISyncSignal signal) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        signal.Raise();
        return ValueTask.CompletedTask;
    }
}

[DisallowConcurrentExecution]
internal sealed class QueueDueSyncs(DueSyncs due, IOptions<SyncOptions> options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (options.Value.IsAutomatic) await due.QueueConnectionsAsync(cancellationToken);
    }
}

[DisallowConcurrentExecution]
internal sealed class RefreshDueAccounts(DueSyncs due, IOptions<SyncOptions> options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (options.Value.IsAutomatic) await due.RefreshAccountsAsync(cancellationToken);
    }
}
