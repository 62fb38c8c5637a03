using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

public interface IConnectionRepository
{
    Task<OAuthToken?> FindAsync(UserId user, ConnectionId connection, CancellationToken ct);

    /// <summary>All of a user's connections, revoked ones included, oldest first.</summary>
    Task<IReadOnlyList<OAuthToken>> ListAsync(UserId user, CancellationToken ct);

    void Add(OAuthToken connection);

    /// <summary>Discards the loaded state, so that the next read returns what is stored now.</summary>
    void Forget();
}
