using Accounts.Application.Common.Ports;
using Accounts.Domain.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Sync;

/// <summary>Queues the syncs that are due, each as its own user.</summary>
internal sealed partial class DueSyncs(ISyncSchedule schedule, IServiceScopeFactory scopes, ILogger<DueSyncs> logger)
{
    private const int MaxConnections = 100;

    public async Task QueueAsync(CancellationToken ct)
    {
        foreach (var due in await schedule.ClaimConnectionsAsync(MaxConnections, ct))
        {
            ct.ThrowIfCancellationRequested();
            await QueueAsync(due, ct);
        }
    }

    /// <summary>A failure does not affect the other users. The connection is due again shortly, because only a queued run moves its next sync
    /// on.</summary>
    private async Task QueueAsync(DueConnections due, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(due.User);
            var starter = scope.ServiceProvider.GetRequiredService<SyncStarter>();
            await starter.StartAsync(due.User, new WantedSync(SyncTrigger.Scheduled, due.Connections), ct);
        }
        catch (UserDeletedException)
        {
            // Deleted after the claim: nothing is due any more.
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e, due.User.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The due sync of user {User} could not be queued")]
    private partial void LogFailed(Exception exception, Guid user);
}
