using Accounts.Domain.Common;

namespace Accounts.Application.Connections.Consent;

/// <summary>Starts the sync of a connection that has just been established.</summary>
public interface IConnectionSync
{
    /// <summary>
    /// Where a run of the user is live, none is queued: the connection was stored as due, so the scheduler queues one as soon as that run has ended.
    /// </summary>
    Task StartAsync(UserId user, ConnectionId connection, CancellationToken ct);
}
