using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

internal sealed class ConnectionSync(SyncStarter starter) : IConnectionSync
{
    public Task StartAsync(UserId user, ConnectionId connection, CancellationToken ct) =>
        starter.StartAsync(user, new WantedSync(SyncTrigger.Callback, [connection]), ct);
}
