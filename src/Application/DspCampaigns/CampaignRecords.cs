using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Application.DspCampaigns;

/// <summary>Stores what Amazon returned of a campaign, together with what follows from it, in one transaction.</summary>
/// <remarks>Not cancelled: what Amazon has done is done.</remarks>
internal sealed class CampaignRecords(ICampaignRepository campaigns, IUnitOfWork unitOfWork, TimeProvider clock)
{
    private const int MaxAttempts = 5;

    /// <param name="user">The owner of the campaign.</param>
    /// <param name="account">The advertiser's account.</param>
    /// <param name="amazon">The campaign at Amazon.</param>
    /// <param name="also">What else is stored. It runs again if another writer was first.</param>
    /// <returns>The campaign as stored.</returns>
    public Task<DspCampaign> StoreAsync(UserId user, AccountId account, AmazonCampaign amazon, Func<DspCampaign, Task>? also = null) =>
        SaveAsync(async () =>
        {
            var campaign = await campaigns.FindAsync(user, amazon.CampaignId, CancellationToken.None);
            if (campaign is null) campaigns.Add(campaign = DspCampaign.Adopt(user, account, amazon));
            else campaign.Take(account, amazon, clock.GetUtcNow());

            if (also is not null) await also(campaign);
            return campaign;
        });

    /// <summary>Changes a stored campaign. The change runs again if another writer was first.</summary>
    public Task<DspCampaign> ChangeAsync(UserId user, string campaignId, Action<DspCampaign> change) =>
        SaveAsync(async () =>
        {
            var campaign = await campaigns.FindAsync(user, campaignId, CancellationToken.None)
                ?? throw new InvalidOperationException("A campaign that is being changed is stored.");
            change(campaign);
            return campaign;
        });

    private async Task<DspCampaign> SaveAsync(Func<Task<DspCampaign>> prepare)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var campaign = await prepare();
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

    /// <summary>No campaign came of a request, or it is not known whether one did.</summary>
    public static AuditEvent Refused(CampaignCreation creation, Error error) => Of(
        CreateCampaignCommand.EventType, "", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = creation.CampaignName }, error);

    /// <summary>The values that a change asks for.</summary>
    public static Dictionary<string, string> Wanted(DspCampaign campaign, CampaignChange change)
    {
        var before = CampaignSnapshot.Of(campaign);
        return Difference(before, before with
        {
            Name = change.Name ?? before.Name,
            Status = change.State is { } state ? CampaignWords.StatusOf(state) : before.Status,
            Flights = change.Flights is { } flights ? CampaignSnapshot.Text(flights) : before.Flights,
            Kpi = change.Kpi ?? before.Kpi,
            KpiValue = change.ClearsKpiValue ? null : change.KpiValue ?? before.KpiValue,
            BidStrategy = change.BidStrategy ?? before.BidStrategy,
        });
    }

    /// <param name="before">Null for a new campaign.</param>
    /// <param name="after">The campaign at Amazon.</param>
    public static Dictionary<string, string> Difference(CampaignSnapshot? before, CampaignSnapshot after) => AuditedChange.Between(
        ("name", before?.Name, after.Name), ("status", before?.Status, after.Status), ("budget", before?.Budget, after.Budget),
        ("currency", before?.Currency, after.Currency), ("start_date", before?.Start, after.Start), ("end_date", before?.End, after.End),
        ("kpi", before?.Kpi, after.Kpi), ("kpi_value", before?.KpiValue, after.KpiValue),
        ("bid_strategy", before?.BidStrategy, after.BidStrategy), ("flights", before?.Flights, after.Flights),
        ("enabling", before?.Enabling ?? "no", after.Enabling));
}

/// <summary>The values of a campaign that a user can change, as the audit log shows them.</summary>
internal sealed record CampaignSnapshot(
    string Name, string Status, decimal? Budget, string? Currency, string? Start, string? End, string? Kpi, decimal? KpiValue, string? BidStrategy,
    string Flights, string Enabling)
{
    public static CampaignSnapshot Of(DspCampaign c) => new(
        c.CampaignName, c.Status, c.Budget, c.Currency, Day(c.StartDate), Day(c.EndDate), c.Details.Kpi, c.Details.KpiValue, c.Details.BidStrategy,
        Text(c.Details.Flights), c.IsEnabling ? "yes" : "no");

    public static string Text(IEnumerable<CampaignFlight> flights) => string.Join(", ", flights.Select(f => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Day(f.StartDate)}..{Day(f.EndDate)} {f.Budget:0.00##}")));

    private static string? Day(DateOnly? date) => date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
