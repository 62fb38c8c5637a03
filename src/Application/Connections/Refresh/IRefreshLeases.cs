using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Refresh;

/// <summary>
/// Who may refresh a token now. A lease is a row update on the database's clock: it needs no session, survives poolers,
/// and ends by itself when its holder dies (decision 0006).
/// </summary>
public interface IRefreshLeases
{
    /// <summary>How long a lease holds if it is not given back.</summary>
    TimeSpan Lifetime { get; }

    /// <summary>How a connection stands on the database's clock; null when it is not the user's.</summary>
    Task<TokenState?> ReadAsync(UserId user, ConnectionId connection, CancellationToken ct);

    /// <summary>Takes the lease if nobody holds it and the token still wants it as <paramref name="request"/> says. Null otherwise.</summary>
    Task<RefreshLease?> TryTakeAsync(UserId user, ConnectionId connection, RefreshRequest request, CancellationToken ct);

    /// <summary>Gives a lease back without a result. Nothing else of the connection changes.</summary>
    Task ReleaseAsync(UserId user, ConnectionId connection, RefreshLease lease, CancellationToken ct);
}

/// <param name="Usable">There is an access token and it lasts long enough for a call.</param>
/// <param name="JustRefreshed">
/// There is one and it was refreshed within <see cref="TokenRefreshOptions.ReuseWithin"/>: a forced refresh returns that one.
/// </param>
/// <param name="ReadAt">The database's time.</param>
public sealed record TokenState(ConnectionStatus Status, ProtectedToken? AccessToken, bool Usable, bool JustRefreshed, DateTimeOffset ReadAt);

/// <param name="TakenAt">The database's time.</param>
/// <param name="Owner">Fences the store that follows: a holder that has been overtaken stores nothing.</param>
public sealed record RefreshLease(Region Region, ProtectedToken? RefreshToken, DateTimeOffset TakenAt, string Owner);
