using Accounts.Application.Common.Ports;
using Accounts.Application.DspSeats;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.Infrastructure.AmazonAds.DspSeats;

internal sealed class SeatsApi(AmazonAdsHttp http) : ISeatsApi
{
    public Task<Result<RemoteSeatPage>> ListAsync(Region region, AmazonLogin login, SeatParty party, string? cursor, CancellationToken ct)
    {
        var call = new AmazonCall(region, CallFamily.DspSeats, SeatsRequest.Path, [SeatsResponse.MediaType], login, RetrySafety.Always)
        {
            AdsAccount = party.Advertiser,
            Scope = party.AgencyProfile,
            ParentEntity = party.AgencyEntity,
        };
        return http.PostAsync<SeatsRequest, SeatsResponse, RemoteSeatPage>(
            call, new SeatsRequest(SeatsRequest.PageSize, cursor), wire => SeatsTranslator.ToPage(wire, party.Advertiser), ct);
    }
}
