using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Loads accounts to be changed.</summary>
public interface IAdsAccountRepository
{
    Task<AdsAccount?> FindAsync(UserId user, AccountId account, CancellationToken ct);

    /// <summary>The user's default account, or null.</summary>
    Task<AdsAccount?> FindDefaultAsync(UserId user, CancellationToken ct);

    /// <summary>Discards the loaded state, so that the next read returns what is stored now.</summary>
    void Forget();
}
