using Accounts.Domain.Common;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Finds the tokens that expire soon, by the database's clock.</summary>
public interface IExpiringConnections
{
    /// <summary>
    /// Active connections that expire within the time given, first to expire first. The time varies by a tenth between connections, so that those
    /// established together are not refreshed together. Left out are connections that are being refreshed, that wait after a failure, or whose user
    /// has turned proactive refresh off. A claim is one statement and holds for <see cref="TokenRefreshOptions.Lease"/>: exactly one instance
    /// gets it.
    /// </summary>
    Task<IReadOnlyList<ExpiringConnection>> ClaimAsync(TimeSpan within, int atMost, CancellationToken ct);
}

/// <param name="Version">The connection's version when it was claimed.</param>
public sealed record ExpiringConnection(UserId User, ConnectionId Connection, int Version);
