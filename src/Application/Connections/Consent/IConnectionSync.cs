using Accounts.Domain.Common;

namespace Accounts.Application.Connections.Consent;

/// <summary>The sync of connections: after a consent, and in intervals.</summary>
public interface IConnectionSync
{
    /// <summary>The time between automatic syncs of a connection; zero if they are off.</summary>
    TimeSpan Interval { get; }

    /// <summary>
    /// Where a run of the user is live, none is queued: the connection was stored as due, so the scheduler queues one as soon as that run has ended.
    /// </summary>
    Task StartAsync(UserId user, ConnectionId connection, CancellationToken ct);
}
