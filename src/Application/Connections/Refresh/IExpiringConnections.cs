using Accounts.Domain.Common;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Finds the tokens that expire soon, by the database's clock.</summary>
public interface IExpiringConnections
{
    /// <summary>
    /// Active connections that expire within the time given (a tenth more or less, the same for a connection each time, so that those connected
    /// together part), first to expire first; without those that are being refreshed, whose user wants no automatic refresh, or that have failed and
    /// wait. A claim is one statement and holds for 25 s: of all instances that look, one gets it.
    /// </summary>
    Task<IReadOnlyList<ExpiringConnection>> ClaimAsync(TimeSpan within, int atMost, CancellationToken ct);
}

/// <param name="Version">The connection's version when it was claimed.</param>
public sealed record ExpiringConnection(UserId User, ConnectionId Connection, int Version);
