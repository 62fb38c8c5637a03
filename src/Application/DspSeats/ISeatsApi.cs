using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;

namespace Accounts.Application.DspSeats;

/// <summary>The exchange seats of DSP advertisers. Source: Amazon Ads API, release notes "SSP seat IDs"; no document describes the call.</summary>
public interface ISeatsApi
{
    /// <summary>
    /// One page of the seats of an advertiser, without a filter. Errors as of <see cref="Accounts.IAdsAccountsApi.ListAsync"/>;
    /// <c>amazon.rejected</c> also if Amazon wants other headers.
    /// </summary>
    /// <param name="cursor">Amazon's token of the page; null for the first.</param>
    Task<Result<RemoteSeatPage>> ListAsync(Region region, AmazonLogin login, SeatParty party, string? cursor, CancellationToken ct);
}

/// <summary>The advertiser of a call for seats, and the agency that the call names.</summary>
/// <param name="AgencyProfile">The profile of the advertiser's agency, or null.</param>
/// <param name="AgencyEntity">The entity of the advertiser's agency, or null.</param>
public sealed record SeatParty(string Advertiser, string? AgencyProfile, string? AgencyEntity);

/// <param name="Cursor">Amazon's token of the next page; null on the last one.</param>
/// <param name="Skipped">Seats without a usable id, and entries of other advertisers.</param>
public sealed record RemoteSeatPage(IReadOnlyList<Seat> Seats, string? Cursor, int Skipped);
