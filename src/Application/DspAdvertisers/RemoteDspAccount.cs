using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.DspAdvertisers;

internal sealed class RemoteDspAccount(IDspAdvertisersApi amazon) : IRemoteAccount
{
    public AccountType Type => AccountType.Dsp;

    /// <summary>Amazon returns an advertiser only to the agency profile it belongs to.</summary>
    public async Task<Result<string>> FetchAsync(AccountOrigin origin, string amazonId, AmazonLogin login, CancellationToken ct)
    {
        if (origin.ProfileId is not { } agency) return AmazonErrors.NotFound;

        var advertiser = await amazon.GetAsync(origin.Region, login, agency, amazonId, ct);
        return advertiser.Succeeded ? StoredJson.Write(new[] { AdvertiserAccount.Of(advertiser.Value, origin.Region, agency) }) : advertiser.Error;
    }
}
