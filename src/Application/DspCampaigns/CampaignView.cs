using System.Text.Json.Serialization;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Application.DspCampaigns;

/// <summary>A campaign.</summary>
/// <param name="CampaignId">Amazon's id.</param>
/// <param name="Status">
/// <c>active</c>, <c>paused</c>, <c>archived</c>, <c>draft</c>, <c>proposed</c>, or a new state of Amazon's in lower case.
/// </param>
/// <param name="Budget">The sum of the flights.</param>
/// <param name="StartDate">Of the first flight, in UTC.</param>
/// <param name="EndDate">Of the last flight, in UTC.</param>
/// <param name="CreatedAt">When Amazon created it.</param>
/// <param name="UpdatedAt">When it last changed at Amazon.</param>
public sealed record CampaignView(
    string CampaignId,
    string CampaignName,
    string Status,
    decimal? Budget,
    string? Currency,
    DateOnly? StartDate,
    DateOnly? EndDate,
    CampaignMetadata Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore] int Version)
{
    internal static CampaignView Of(DspCampaign c) => new(
        c.CampaignId, c.CampaignName, c.Status, c.Budget, c.Currency, c.StartDate, c.EndDate, CampaignMetadata.Of(c.Details, c.IsEnabling),
        c.CreatedAt, c.UpdatedAt, c.Version);
}

/// <summary>The rest of a campaign, in Amazon's words.</summary>
/// <param name="State">Amazon's word for the status.</param>
/// <param name="Enabling">Whether the campaign was created paused and is being activated.</param>
/// <param name="ReadOnly">Whether it belongs to a deal and can be changed at Amazon only.</param>
public sealed record CampaignMetadata(
    string? State,
    string? Kpi,
    decimal? KpiValue,
    string? Goal,
    string? BidStrategy,
    string? Country,
    string? Marketplace,
    string? DeliveryStatus,
    IReadOnlyList<string> DeliveryReasons,
    bool Enabling,
    bool ReadOnly,
    IReadOnlyList<FlightView> Flights)
{
    internal static CampaignMetadata Of(CampaignDetails d, bool enabling) => new(
        d.State, d.Kpi, d.KpiValue, d.Goal, d.BidStrategy, d.Country, d.Marketplace, d.DeliveryStatus, d.DeliveryReasons ?? [], enabling,
        d.TargetsAmazonDeal, [.. d.Flights.Select(f => new FlightView(f.FlightId, f.Name, f.StartDate, f.EndDate, f.Budget))]);
}

/// <summary>A part of the campaign's time with a budget of its own.</summary>
public sealed record FlightView(string? FlightId, string? Name, DateOnly StartDate, DateOnly EndDate, decimal Budget);
