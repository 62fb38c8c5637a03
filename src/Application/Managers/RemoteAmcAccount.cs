using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Managers;

/// <summary>Fetches an AMC account from the links of the manager accounts: Amazon has no call for a single one.</summary>
internal sealed class RemoteAmcAccount(IManagersApi amazon) : IRemoteAccount
{
    public AccountType Type => AccountType.Amc;

    public async Task<Result<string>> FetchAsync(AccountOrigin origin, string amazonId, AmazonLogin login, CancellationToken ct)
    {
        var all = await amazon.ListAsync(origin.Region, login, ct);
        if (!all.Succeeded) return all.Error;

        return all.Value.Managers.SelectMany(m => m.Links).FirstOrDefault(l => l.IsMarketingCloud && l.AccountId == amazonId) is { } link
            ? StoredJson.Write(new[] { AmcAccount.Of(link, origin.Region) })
            : all.Value.Managers.All(m => m.LinksComplete) ? AmazonErrors.NotFound : SyncErrors.ListingTooLong;
    }
}
