using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Keys;

/// <summary>
/// Everybody's tokens, for work that goes through all of them. Whose they are is handed out without them; each is read and replaced as its own user.
/// </summary>
public interface IStoredTokens
{
    /// <summary>The next connections that hold tokens, in the order of their ids.</summary>
    Task<IReadOnlyList<OwnedConnection>> ListAsync(ConnectionId? after, int atMost, CancellationToken ct);

    Task<IReadOnlyList<OwnedConnection>> NewestAsync(int atMost, CancellationToken ct);

    /// <returns>Null when it holds none any more.</returns>
    Task<TokenPair?> ReadAsync(OwnedConnection connection, CancellationToken ct);

    /// <summary>
    /// Replaces the ciphertexts and nothing else, in one statement. The row's version stays: whoever has loaded the row and stores a change of
    /// its own finds no conflict, and writes only the columns it changed.
    /// </summary>
    /// <returns>False when they are not those that were read: somebody has stored others meanwhile, and those stay.</returns>
    Task<bool> ReplaceAsync(OwnedConnection connection, TokenPair read, TokenPair pair, CancellationToken ct);
}

public sealed record OwnedConnection(UserId User, ConnectionId Id);

public sealed record TokenPair(ProtectedToken? Access, ProtectedToken? Refresh);
