namespace Accounts.Domain.DspCampaigns;

/// <summary>What is sent to Amazon to change a campaign. A member that is null stays as it is.</summary>
/// <param name="Flights">All flights, because Amazon replaces the list as a whole.</param>
/// <param name="Currency">That of the flights.</param>
/// <param name="ClearsKpiValue">Whether the target value of the KPI is removed.</param>
public sealed record CampaignChange(
    string CampaignId, string? Name = null, string? State = null, string? BidStrategy = null, string? Kpi = null, decimal? KpiValue = null,
    bool ClearsKpiValue = false, IReadOnlyList<CampaignFlight>? Flights = null, string? Currency = null)
{
    public bool IsEmpty => this == new CampaignChange(CampaignId);
}

/// <summary>A change that was sent to Amazon, and whose outcome is not known yet. It is stored before it is sent.</summary>
/// <param name="Id">Also the id of the job that settles it.</param>
/// <param name="EventType">The type of its audit event.</param>
/// <param name="Values">The changed values before and after, for the audit log.</param>
public sealed record PendingChange(
    Guid Id, string EventType, CampaignChange Change, IReadOnlyDictionary<string, string> Values, DateTimeOffset SentAt)
{
    /// <summary>Whether the change may still become visible.</summary>
    public bool MayStillAppear(TimeSpan settleAfter, DateTimeOffset now) => now < SentAt + settleAfter;
}
