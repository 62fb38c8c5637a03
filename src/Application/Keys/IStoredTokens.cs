using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Keys;

/// <summary>
/// The tokens of all users, for key rotation. Listing the connections returns no tokens; each pair is read and replaced as its own user.
/// </summary>
public interface IStoredTokens
{
    /// <summary>The next connections that hold tokens, ordered by id.</summary>
    Task<IReadOnlyList<OwnedConnection>> ListAsync(ConnectionId? after, int atMost, CancellationToken ct);

    Task<IReadOnlyList<OwnedConnection>> NewestAsync(int atMost, CancellationToken ct);

    /// <returns>Null if the connection no longer holds tokens.</returns>
    Task<TokenPair?> ReadAsync(OwnedConnection connection, CancellationToken ct);

    /// <summary>
    /// Replaces only the ciphertexts, in one statement. The row's version stays the same, so a concurrent change of the row causes no
    /// conflict: it writes only the columns that it changed.
    /// </summary>
    /// <returns>False if other tokens were stored meanwhile. Those are kept.</returns>
    Task<bool> ReplaceAsync(OwnedConnection connection, TokenPair read, TokenPair pair, CancellationToken ct);
}

public sealed record OwnedConnection(UserId User, ConnectionId Id);

public sealed record TokenPair(ProtectedToken? Access, ProtectedToken? Refresh);
