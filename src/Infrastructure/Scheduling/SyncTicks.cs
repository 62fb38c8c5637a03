using Accounts.Application.Sync;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Scheduling;

internal sealed class LookForSyncRuns(ISyncSignal signal) : ITick
{
    public Task RunAsync(CancellationToken ct)
    {
        signal.Raise();
        return Task.CompletedTask;
    }
}

internal sealed class QueueDueSyncs(DueSyncs due, IOptions<SyncOptions> options) : ITick
{
    public Task RunAsync(CancellationToken ct) => options.Value.IsAutomatic ? due.QueueConnectionsAsync(ct) : Task.CompletedTask;
}

internal sealed class RefreshDueAccounts(DueSyncs due, IOptions<SyncOptions> options) : ITick
{
    public Task RunAsync(CancellationToken ct) => options.Value.IsAutomatic ? due.RefreshAccountsAsync(ct) : Task.CompletedTask;
}
