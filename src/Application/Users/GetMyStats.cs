using System.Text.Json.Serialization;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Users;

/// <summary>Counts the user's accounts and campaigns for the dashboard's cards.</summary>
public sealed record GetMyStatsQuery(UserId User) : IQuery<UserStats>;

/// <summary>Numbers only: the cards cannot show an absent one. What comes from reports is 0 without them.</summary>
public sealed record UserStats(
    [property: JsonPropertyName("totalAccounts")] int TotalAccounts,
    [property: JsonPropertyName("activeAccounts")] int ActiveAccounts,
    [property: JsonPropertyName("totalCampaigns")] int TotalCampaigns = 0,
    [property: JsonPropertyName("totalSpend")] decimal TotalSpend = 0,
    long Impressions = 0,
    long Clicks = 0,
    long Conversions = 0)
{
    internal static async Task<UserStats> ReadAsync(IReadDb db, UserId user, CancellationToken ct)
    {
        var statuses = await AccountView.Of(db).Where(a => a.Account.UserId == user).Select(a => a.Status).ToListAsync(ct);
        var campaigns = await db.Campaigns.CountAsync(c => c.UserId == user, ct);
        return new UserStats(statuses.Count, statuses.Count(s => s == AccountStatus.Active), campaigns);
    }
}

internal sealed class GetMyStatsHandler(IReadDb db) : IQueryHandler<GetMyStatsQuery, UserStats>
{
    public async Task<Result<UserStats>> Handle(GetMyStatsQuery query, CancellationToken ct) => await UserStats.ReadAsync(db, query.User, ct);
}
