using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Fetches one account of a type from Amazon. Each feature that lists accounts provides one for its type.</summary>
internal interface IRemoteAccount
{
    AccountType Type { get; }

    /// <returns>The row in the format of the store. Error: <c>amazon.not_found</c>, or the failure of the call.</returns>
    Task<Result<string>> FetchAsync(AccountOrigin origin, string amazonId, AmazonLogin login, CancellationToken ct);
}

/// <summary>Fetches one account of any type from Amazon, in the format of the store.</summary>
internal sealed class RemoteAccountRows(IEnumerable<IRemoteAccount> types)
{
    public Task<Result<string>> FetchAsync(AccountOrigin origin, string amazonId, AmazonLogin login, CancellationToken ct) =>
        types.Single(t => t.Type == origin.Type).FetchAsync(origin, amazonId, login, ct);
}

internal sealed class RemoteAdsAccount(IAdsAccountsApi amazon) : IRemoteAccount
{
    public AccountType Type => AccountType.Advertising;

    public async Task<Result<string>> FetchAsync(AccountOrigin origin, string amazonId, AmazonLogin login, CancellationToken ct)
    {
        var account = await amazon.GetAsync(origin.Region, login, amazonId, ct);
        return account.Succeeded ? ListedAccount.Write([account.Value]) : account.Error;
    }
}
