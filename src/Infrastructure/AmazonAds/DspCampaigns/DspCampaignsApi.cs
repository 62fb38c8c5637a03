using Accounts.Application.Common.Ports;
using Accounts.Application.DspCampaigns;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.AmazonAds.DspCampaigns;

internal sealed partial class DspCampaignsApi(AmazonAdsHttp http, ILogger<DspCampaignsApi> logger) : IDspCampaignsApi
{
    public async Task<Result<CampaignPage>> QueryAsync(
        Region region, AmazonLogin login, string advertiser, CampaignFilter filter, CancellationToken ct)
    {
        var call = Call(region, login, advertiser, CampaignsQuery.Path, RetrySafety.Always);
        var page = await http.PostAsync<CampaignsQuery, CampaignsResponse, CampaignPage>(
            call, DspCampaignsTranslator.ToWire(filter), DspCampaignsTranslator.ToPage, ct);
        if (page is { Succeeded: true, Value.Skipped: > 0 }) LogSkipped(page.Value.Skipped, region);
        return page;
    }

    public Task<Result<CampaignAnswer>> CreateAsync(
        Region region, AmazonLogin login, string advertiser, NewCampaign campaign, CancellationToken ct) =>
        http.PostAsync<CampaignsCreate, CampaignsAnswer, CampaignAnswer>(
            Call(region, login, advertiser, CampaignsCreate.Path, RetrySafety.WhenRefused), DspCampaignsTranslator.ToWire(campaign),
            DspCampaignsTranslator.ToAnswer, ct);

    public Task<Result<CampaignAnswer>> UpdateAsync(
        Region region, AmazonLogin login, string advertiser, CampaignChange change, CancellationToken ct) =>
        http.PostAsync<CampaignsUpdate, CampaignsAnswer, CampaignAnswer>(
            Call(region, login, advertiser, CampaignsUpdate.Path, RetrySafety.WhenRefused), DspCampaignsTranslator.ToWire(change),
            DspCampaignsTranslator.ToAnswer, ct);

    private static AmazonCall Call(Region region, AmazonLogin login, string advertiser, string path, RetrySafety safety) =>
        new(region, CallFamily.DspCampaigns, path, [CampaignsQuery.MediaType], login, safety) { AdsAccount = advertiser };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left out {Count} DSP campaigns without the documented members in {Region}")]
    private partial void LogSkipped(int count, Region region);
}
