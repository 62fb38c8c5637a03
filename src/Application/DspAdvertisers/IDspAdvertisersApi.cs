using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.DspAdvertisers;

/// <summary>The DSP advertisers of an agency. Source: Amazon Ads API for DSP, advertisers.</summary>
public interface IDspAdvertisersApi
{
    /// <summary>
    /// One page of <c>GET /dsp/advertisers</c>. Errors as of <see cref="Accounts.IAdsAccountsApi.ListAsync"/>, and
    /// <c>sync.listing_too_long</c> beyond the 30,000 entries that Amazon's paging reaches.
    /// </summary>
    /// <param name="agencyProfile">The profile whose advertisers are listed: the scope of the call.</param>
    /// <param name="start">The number of entries to skip.</param>
    Task<Result<RemoteAdvertiserPage>> ListAsync(Region region, AmazonLogin login, string agencyProfile, int start, CancellationToken ct);

    /// <summary>One advertiser, by <c>GET /dsp/advertisers/{id}</c>. Errors as above, and <c>amazon.not_found</c>.</summary>
    Task<Result<RemoteAdvertiser>> GetAsync(Region region, AmazonLogin login, string agencyProfile, string advertiser, CancellationToken ct);
}

/// <param name="Next">The start of the next page; null on the last page.</param>
/// <param name="Skipped">Entries without a usable id.</param>
public sealed record RemoteAdvertiserPage(IReadOnlyList<RemoteAdvertiser> Advertisers, int? Next, int Skipped);

/// <param name="Id">Up to eighteen digits.</param>
public sealed record RemoteAdvertiser(string Id, string Name, string? CountryCode, string? CurrencyCode, string? Timezone);
