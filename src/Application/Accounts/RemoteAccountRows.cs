using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Application.Managers;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>One account, of whichever kind, as Amazon shows it now and as the store takes it.</summary>
internal sealed class RemoteAccountRows(IAdsAccountsApi accounts, IDspAdvertisersApi advertisers, IManagersApi managers)
{
    public async Task<Result<string>> FetchAsync(AccountOrigin origin, string amazonId, AmazonLogin login, CancellationToken ct)
    {
        if (origin.Type == AccountType.Advertising)
        {
            var account = await accounts.GetAsync(origin.Region, login, amazonId, ct);
            return account.Succeeded ? ListedAccount.Write([account.Value]) : account.Error;
        }

        if (origin is { Type: AccountType.Dsp, ProfileId: { } agency })
        {
            var advertiser = await advertisers.GetAsync(origin.Region, login, agency, amazonId, ct);
            return advertiser.Succeeded ? StoredJson.Write(new[] { DspOrAmcAccount.Of(advertiser.Value, origin.Region, agency) }) : advertiser.Error;
        }

        // An AMC account has no call of its own: it is one of the links of a manager account.
        var all = await managers.ListAsync(origin.Region, login, ct);
        if (!all.Succeeded) return all.Error;
        return all.Value.Managers.SelectMany(m => m.Links).FirstOrDefault(l => l.IsMarketingCloud && l.AccountId == amazonId) is { } link
            ? StoredJson.Write(new[] { DspOrAmcAccount.Of(link, origin.Region) })
            : AmazonErrors.NotFound;
    }
}
