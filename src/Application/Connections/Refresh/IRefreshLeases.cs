using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// Leases that allow one instance at a time to refresh a token. A lease is a row update on the database's clock: it needs no session,
/// works through connection poolers, and expires by itself when its holder crashes (decision 0006).
/// </summary>
public interface IRefreshLeases
{
    /// <summary>How long a lease holds if it is not released.</summary>
    TimeSpan Lifetime { get; }

    /// <summary>The state of a connection by the database's clock; null if the user has no such connection.</summary>
    Task<TokenState?> ReadAsync(UserId user, ConnectionId connection, CancellationToken ct);

    /// <summary>
    /// Takes the lease if it is free and the token still needs the refresh that <paramref name="request"/> describes. Null otherwise.
    /// </summary>
    Task<RefreshLease?> TryTakeAsync(UserId user, ConnectionId connection, RefreshRequest request, CancellationToken ct);

    /// <summary>Releases a lease without a result. Nothing else of the connection changes.</summary>
    Task ReleaseAsync(UserId user, ConnectionId connection, RefreshLease lease, CancellationToken ct);
}

/// <param name="Usable">There is an access token, and it is valid long enough for a call.</param>
/// <param name="JustRefreshed">
/// There is one and it was refreshed within <see cref="TokenRefreshOptions.ReuseWithin"/>: a forced refresh returns that one.
/// </param>
/// <param name="ReadAt">The database's time.</param>
/// <param name="Left">How long the access token is valid.</param>
/// <param name="Version">The connection's version.</param>
public sealed record TokenState(
    ConnectionStatus Status, ProtectedToken? AccessToken, bool Usable, bool JustRefreshed, DateTimeOffset ReadAt, TimeSpan Left, int Version);

/// <param name="TakenAt">The database's time.</param>
/// <param name="Owner">Fences the write that follows: a holder that has lost the lease stores nothing.</param>
public sealed record RefreshLease(Region Region, ProtectedToken? RefreshToken, DateTimeOffset TakenAt, string Owner);
