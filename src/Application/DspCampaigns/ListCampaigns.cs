using System.Globalization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.DspCampaigns;

/// <summary>Lists the stored campaigns of an advertiser, newest first.</summary>
/// <param name="Status">Null for all.</param>
public sealed record ListCampaignsQuery(UserId User, string AdvertiserId, CampaignStatus? Status, int MaxResults, string? NextToken)
    : IQuery<CampaignsPage>;

/// <param name="Timestamp">When the campaigns were read from Amazon. A change through this service is shown at once.</param>
/// <param name="Cached">The campaigns were stored before the request.</param>
public sealed record CampaignsPage(IReadOnlyList<CampaignView> Campaigns, string? NextToken, DateTimeOffset? Timestamp, bool Cached);

/// <summary>The statuses that a list can be limited to.</summary>
public enum CampaignStatus
{
    Active,
    Paused,
    Archived,
    Draft,
    Proposed,
}

internal sealed class ListCampaignsValidator : AbstractValidator<ListCampaignsQuery>
{
    public ListCampaignsValidator()
    {
        RuleFor(q => q.AdvertiserId).IsAdvertiserId();
        RuleFor(q => q.MaxResults).InclusiveBetween(1, 100).Malformed("max_results", "range");
    }
}

internal sealed class ListCampaignsHandler(IReadDb db, OwnAdvertiser advertisers, ICampaignRepository stored, IPageTokens pageTokens)
    : IQueryHandler<ListCampaignsQuery, CampaignsPage>
{
    public async Task<Result<CampaignsPage>> Handle(ListCampaignsQuery query, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(query.User, query.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var filters = $"campaigns|{query.AdvertiserId}|{query.Status}|{query.MaxResults}";
        var paging = new KeysetPage(pageTokens, query.User, filters, query.MaxResults, query.NextToken);
        var position = paging.After;
        if (!position.Succeeded) return position.Error;

        var account = advertiser.Value.Account;
        var campaigns = db.Campaigns.Where(c => c.UserId == query.User && c.AccountId == account);
        if (query.Status is { } wanted)
        {
            var status = wanted.ToString().ToLowerInvariant();
            campaigns = campaigns.Where(c => c.Status == status);
        }

        if (position.Value.Split('|') is [var ticks, var id])
        {
            var last = Guid.ParseExact(id, "N");
            var time = new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
            campaigns = campaigns.Where(c => c.CreatedAt < time || (c.CreatedAt == time && c.Id.CompareTo(last) < 0));
        }

        var found = await campaigns.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(paging.RowsToRead).ToListAsync(ct);
        var (page, next) = paging.Of(found, rows => string.Create(CultureInfo.InvariantCulture, $"{rows[^1].CreatedAt.UtcTicks}|{rows[^1].Id:N}"));
        return new CampaignsPage([.. page.Select(CampaignView.Of)], next, await stored.LastReadAsync(query.User, account, ct), Cached: true);
    }
}
