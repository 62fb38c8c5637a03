using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

public interface IAccountStore
{
    /// <summary>Inserts or updates what Amazon listed, in one statement; rows that say the same already are left untouched.</summary>
    Task StoreAsync(UserId user, ConnectionId connection, IReadOnlyList<RemoteAccount> accounts, CancellationToken ct);
}
