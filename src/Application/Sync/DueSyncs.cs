using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application.Sync;

/// <summary>Syncs what is due without anybody asking, each as its own user.</summary>
internal sealed class DueSyncs(ISyncSchedule schedule, IServiceScopeFactory scopes)
{
    private const int MostAtOnce = 100;

    public async Task QueueConnectionsAsync(CancellationToken ct)
    {
        foreach (var due in await schedule.ClaimConnectionsAsync(MostAtOnce, ct))
            await AsAsync<SyncStarter>(due.User, starter => starter.StartAsync(due.User, new WantedSync(SyncTrigger.Scheduled, due.Connections), ct));
    }

    public async Task RefreshAccountsAsync(CancellationToken ct)
    {
        foreach (var due in await schedule.ClaimAccountsAsync(MostAtOnce, ct))
            await AsAsync<AccountRefresher>(due.User, refresher => refresher.RefreshAsync(due.User, due.Account, ct));
    }

    private async Task AsAsync<T>(UserId user, Func<T, Task> work)
        where T : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user);
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
