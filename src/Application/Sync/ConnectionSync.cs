using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Sync;

internal sealed class ConnectionSync(SyncStarter starter, IOptions<SyncOptions> options) : IConnectionSync
{
    public TimeSpan Interval => options.Value.Interval;

    public Task StartAsync(UserId user, ConnectionId connection, CancellationToken ct) =>
        starter.StartAsync(user, new WantedSync(SyncTrigger.Callback, [connection]), ct);
}
