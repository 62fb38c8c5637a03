using System.Globalization;
using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.AmazonAds.DspAdvertisers;

internal sealed partial class DspAdvertisersApi(AmazonAdsHttp http, ILogger<DspAdvertisersApi> logger) : IDspAdvertisersApi
{
    public async Task<Result<RemoteAdvertiserPage>> ListAsync(Region region, AmazonLogin login, string agencyProfile, int start, CancellationToken ct)
    {
        if (start > AdvertisersResponse.LastStart) return SyncErrors.ListingTooLong;

        var call = new AmazonCall(region, CallFamily.DspAdvertisers, AdvertisersResponse.Path, [AdvertisersResponse.MediaType], login,
            RetrySafety.Always)
        {
            Scope = agencyProfile,
            Query = string.Create(CultureInfo.InvariantCulture, $"?startIndex={start}&count={AdvertisersResponse.PageSize}"),
        };
        var page = await http.GetAsync<AdvertisersResponse, RemoteAdvertiserPage>(call, wire => DspAdvertisersTranslator.ToPage(wire, start), ct);

        if (page is { Succeeded: true, Value.Skipped: > 0 }) LogSkipped(page.Value.Skipped, region);
        return page;
    }

    /// <summary>Amazon cannot have an advertiser or agency whose id is not a number. Such ids come from an adopted database.</summary>
    public async Task<Result<RemoteAdvertiser>> GetAsync(Region region, AmazonLogin login, string agencyProfile, string advertiser,
        CancellationToken ct)
    {
        if (!agencyProfile.IsDigits() || !advertiser.IsDigits()) return AmazonErrors.NotFound;

        var path = $"{AdvertisersResponse.Path}/{Uri.EscapeDataString(advertiser)}";
        var call = new AmazonCall(region, CallFamily.DspAdvertisers, path, [AdvertisersResponse.MediaType], login,
            RetrySafety.Always)
        { Scope = agencyProfile, Name = AdvertisersResponse.Path };
        return await http.GetAsync<JsonElement, RemoteAdvertiser>(call, DspAdvertisersTranslator.ToAdvertiser, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left out {Count} DSP advertisers without a usable id in {Region}")]
    private partial void LogSkipped(int count, Region region);
}
