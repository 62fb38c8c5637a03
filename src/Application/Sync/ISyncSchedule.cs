using Accounts.Domain.Common;

namespace Accounts.Application.Sync;

/// <summary>What is due by the database's clock. A claim is one statement: of all instances that look, one gets it.</summary>
public interface ISyncSchedule
{
    /// <summary>Active connections whose time has come, of users without a live run. Unless a run is queued, they are due again in two minutes.</summary>
    Task<IReadOnlyList<DueConnections>> ClaimConnectionsAsync(int atMost, CancellationToken ct);

    /// <summary>Accounts with an interval of their own whose time has come; the next is an interval later.</summary>
    Task<IReadOnlyList<DueAccount>> ClaimAccountsAsync(int atMost, CancellationToken ct);

    /// <summary>Forgets what listings of runs over a day ago had seen.</summary>
    Task SweepAsync(CancellationToken ct);
}

public sealed record DueConnections(UserId User, IReadOnlyList<ConnectionId> Connections);

public sealed record DueAccount(UserId User, AccountId Account);
