using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Application.DspCampaigns;

/// <summary>Stores what Amazon returned of a campaign, together with what follows from it, in one transaction.</summary>
internal sealed class CampaignRecords(ICampaignRepository campaigns, IUnitOfWork unitOfWork)
{
    private const int MaxAttempts = 5;

    /// <param name="user">The owner of the campaign.</param>
    /// <param name="account">The advertiser's account.</param>
    /// <param name="amazon">The campaign at Amazon.</param>
    /// <param name="also">What else is stored. It runs again if another writer was first.</param>
    /// <returns>The campaign as stored.</returns>
    /// <remarks>Not cancelled: what Amazon has done is done.</remarks>
    public async Task<DspCampaign> StoreAsync(UserId user, AccountId account, AmazonCampaign amazon, Func<DspCampaign, Task>? also = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var campaign = await campaigns.FindAsync(user, amazon.CampaignId, CancellationToken.None);
                if (campaign is null) campaigns.Add(campaign = DspCampaign.Adopt(user, account, amazon));
                else campaign.Take(amazon);

                if (also is not null) await also(campaign);
                await unitOfWork.SaveChangesAsync(CancellationToken.None);
                return campaign;
            }
            catch (ConflictException) when (attempt < MaxAttempts)
            {
                campaigns.Forget();
            }
        }
    }
}

internal static class CampaignAudit
{
    /// <summary>The event about this campaign, with the values before and after.</summary>
    public static AuditEvent Of(string type, string campaignId, IReadOnlyDictionary<string, string> values, Error? error = null) =>
        new(type, Succeeded: error is null)
        {
            TargetType = "campaign",
            TargetId = campaignId,
            ErrorCode = error?.Code,
            ErrorMessage = error?.Message,
            Metadata = values,
        };

    /// <param name="before">Null for a new campaign.</param>
    /// <param name="after">The campaign at Amazon.</param>
    public static Dictionary<string, string> Difference(CampaignSnapshot? before, CampaignSnapshot after) => AuditedChange.Between(
        ("name", before?.Name, after.Name), ("status", before?.Status, after.Status), ("budget", before?.Budget, after.Budget),
        ("currency", before?.Currency, after.Currency), ("start_date", before?.Start, after.Start), ("end_date", before?.End, after.End),
        ("kpi", before?.Kpi, after.Kpi), ("kpi_value", before?.KpiValue, after.KpiValue),
        ("bid_strategy", before?.BidStrategy, after.BidStrategy), ("flights", before?.Flights, after.Flights));
}

/// <summary>The values of a campaign that a user can change, as the audit log shows them.</summary>
internal sealed record CampaignSnapshot(
    string Name, string Status, decimal? Budget, string? Currency, string? Start, string? End, string? Kpi, decimal? KpiValue, string? BidStrategy,
    string Flights)
{
    public static CampaignSnapshot Of(DspCampaign c) => new(
        c.CampaignName, c.Status, c.Budget, c.Currency, Day(c.StartDate), Day(c.EndDate), c.Details.Kpi, c.Details.KpiValue, c.Details.BidStrategy,
        string.Join(", ", c.Details.Flights.Select(f => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{Day(f.StartDate)}..{Day(f.EndDate)} {f.Budget:0.00}"))));

    private static string? Day(DateOnly? date) => date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
