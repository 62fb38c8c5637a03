using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.DspAdvertisers;

/// <summary>The DSP advertisers of an agency. Source: Amazon Ads API for DSP, advertisers.</summary>
public interface IDspAdvertisersApi
{
    /// <summary>
    /// One page of <c>GET /dsp/advertisers</c>. Errors as of <see cref="Accounts.IAdsAccountsApi.ListAsync"/>, and
    /// <c>sync.listing_too_long</c> beyond the 30,000 that Amazon's paging reaches.
    /// </summary>
    /// <param name="agencyProfile">Whose advertisers: the scope of the call.</param>
    /// <param name="start">How many to leave out.</param>
    Task<Result<RemoteAdvertiserPage>> ListAsync(Region region, AmazonLogin login, string agencyProfile, int start, CancellationToken ct);

    /// <summary>One advertiser, by <c>GET /dsp/advertisers/{id}</c>. Errors as above, and <c>amazon.not_found</c>.</summary>
    Task<Result<RemoteAdvertiser>> GetAsync(Region region, AmazonLogin login, string agencyProfile, string advertiser, CancellationToken ct);
}

/// <param name="Next">Where the next page starts; null on the last.</param>
/// <param name="Skipped">Entries without a usable id.</param>
public sealed record RemoteAdvertiserPage(IReadOnlyList<RemoteAdvertiser> Advertisers, int? Next, int Skipped);

/// <param name="Id">Digits, up to eighteen of them.</param>
public sealed record RemoteAdvertiser(string Id, string Name, string? CountryCode, string? CurrencyCode, string? Timezone);
