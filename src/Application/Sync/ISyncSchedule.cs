using Accounts.Domain.Common;

namespace Accounts.Application.Sync;

/// <summary>Due work, on the database's clock. A claim is one statement: exactly one instance gets it.</summary>
public interface ISyncSchedule
{
    /// <summary>
    /// Due active connections of users without a live run. Unless a run is queued, they are due again after <see cref="SyncOptions.ClaimFor"/>.
    /// </summary>
    Task<IReadOnlyList<DueConnections>> ClaimConnectionsAsync(int atMost, CancellationToken ct);

    /// <summary>Deletes what listings have seen longer than <see cref="SyncOptions.KeepSeenFor"/> ago.</summary>
    Task SweepAsync(CancellationToken ct);
}

public sealed record DueConnections(UserId User, IReadOnlyList<ConnectionId> Connections);
