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
