using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspAdvertisers;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Application.DspCampaigns;

/// <summary>Calls Amazon about the campaigns of one of the user's advertisers.</summary>
internal sealed class AmazonCampaigns(AccessTokens tokens, IDspCampaignsApi amazon)
{
    /// <summary>More pages than this mean that Amazon's paging is broken.</summary>
    private const int MaxPages = 1_000;

    /// <summary>Reads all pages and hands over each of them.</summary>
    public async Task<Result<int>> ReadAllAsync(
        OwnedAdvertiser advertiser, IReadOnlyList<string> states, Func<IReadOnlyList<AmazonCampaign>, Task> use, CancellationToken ct)
    {
        var filter = new CampaignFilter(states);
        var read = 0;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await QueryAsync(advertiser, filter, ct);
            if (!page.Succeeded) return page.Error;

            if (page.Value.Campaigns.Count > 0) await use(page.Value.Campaigns);
            read += page.Value.Campaigns.Count;
            if (page.Value.Cursor is null) return read;
            if (page.Value.Cursor == filter.Cursor) break;

            filter = filter with { Cursor = page.Value.Cursor };
        }

        return AmazonErrors.InvalidAnswer;
    }

    /// <returns>Error: <c>campaign.not_found</c> if Amazon does not show it, or the failure of the call.</returns>
    public async Task<Result<AmazonCampaign>> FindAsync(OwnedAdvertiser advertiser, string campaignId, CancellationToken ct)
    {
        var page = await QueryAsync(advertiser, new CampaignFilter(CampaignId: campaignId), ct);
        if (!page.Succeeded) return page.Error;

        return page.Value.Campaigns.FirstOrDefault(c => c.CampaignId == campaignId) is { } found ? found : CampaignErrors.NotFound;
    }

    public Task<Result<CampaignAnswer>> CreateAsync(OwnedAdvertiser advertiser, NewCampaign campaign, CancellationToken ct) =>
        CallAsync(advertiser, login => amazon.CreateAsync(advertiser.Region, login, advertiser.AdvertiserId, campaign, ct), ct);

    public Task<Result<CampaignAnswer>> UpdateAsync(OwnedAdvertiser advertiser, CampaignChange change, CancellationToken ct) =>
        CallAsync(advertiser, login => amazon.UpdateAsync(advertiser.Region, login, advertiser.AdvertiserId, change, ct), ct);

    /// <summary>Whether Amazon may have carried out the call.</summary>
    public static bool MayHaveHappened(Error error) => !error.IsBeforeSending
        && (error.Is(AmazonErrors.Unavailable()) || error.Is(AmazonErrors.Timeout) || error.Is(AmazonErrors.InvalidAnswer));

    /// <summary>Whether a job may succeed later.</summary>
    public static bool IsTemporary(Error error) => error.Is(CampaignErrors.ChangeInProgress) || error.Is(AmazonErrors.InvalidAnswer)
        || error.Kind is ErrorKind.UpstreamUnavailable or ErrorKind.UpstreamTimeout or ErrorKind.Unavailable;

    private Task<Result<CampaignPage>> QueryAsync(OwnedAdvertiser advertiser, CampaignFilter filter, CancellationToken ct) =>
        CallAsync(advertiser, login => amazon.QueryAsync(advertiser.Region, login, advertiser.AdvertiserId, filter, ct), ct);

    private async Task<Result<T>> CallAsync<T>(OwnedAdvertiser advertiser, Func<AmazonLogin, Task<Result<T>>> call, CancellationToken ct)
    {
        var connection = advertiser.Reachable();
        if (!connection.Succeeded) return connection.Error;

        var answer = await tokens.UseAsync(connection.Value, call, ct);
        return !answer.Succeeded && (answer.Error.Is(AmazonErrors.Forbidden) || answer.Error.Is(AmazonErrors.NoAccess))
            ? DspErrors.AccessDenied : answer;
    }
}
