namespace Accounts.Domain.DspCampaigns;

/// <summary>A campaign as Amazon returns it.</summary>
/// <param name="State">Amazon's word, such as <c>ENABLED</c>.</param>
public sealed record AmazonCampaign(
    string CampaignId, string Name, string State, string? Currency, CampaignDetails Details, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The clocks of Amazon and of this service may differ by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Whether this can be the campaign that a request created whose response was lost.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sentAt">When it was first sent.</param>
    public bool MayComeFrom(NewCampaign request, DateTimeOffset sentAt) =>
        Name == request.Name && Details.Kpi == request.Kpi && CreatedAt >= sentAt - ClockSkew && Details.Flights.Count == request.Flights.Count
        && request.Flights.All(wanted => Details.Flights.Any(wanted.Covers));

    /// <summary>Whether Amazon has carried out this change.</summary>
    public bool Shows(CampaignChange change) =>
        (change.Name is null || change.Name == Name) && (change.State is null || change.State == State)
        && (change.Kpi is null || change.Kpi == Details.Kpi) && (change.KpiValue is null || change.KpiValue == Details.KpiValue)
        && (!change.ClearsKpiValue || Details.KpiValue is null) && (change.BidStrategy is null || change.BidStrategy == Details.BidStrategy)
        && (change.Flights is null || (change.Flights.Count == Details.Flights.Count
            && change.Flights.All(wanted => Details.Flights.Any(f =>
                wanted.Covers(f) && (wanted.FlightId ?? f.FlightId) == f.FlightId && (wanted.Name ?? f.Name) == f.Name))));
}

/// <summary>What a campaign consists of beside the columns of its row.</summary>
/// <param name="State">Amazon's word.</param>
/// <param name="DeliveryReasons">Why Amazon does not deliver it.</param>
/// <param name="TargetsAmazonDeal">Amazon accepts no changes to such a campaign.</param>
public sealed record CampaignDetails(
    string? State = null,
    string? Kpi = null,
    decimal? KpiValue = null,
    string? Goal = null,
    string? BidStrategy = null,
    string? Country = null,
    string? Marketplace = null,
    string? DeliveryStatus = null,
    IReadOnlyList<string>? DeliveryReasons = null,
    bool TargetsAmazonDeal = false)
{
    /// <summary>In the order of their start.</summary>
    public IReadOnlyList<CampaignFlight> Flights { get; init; } = [];

    /// <summary>The sum of the flights, as precise as the database. Null without flights, and beyond what the database holds.</summary>
    public decimal? Budget => Flights.Count > 0 && Flights.Sum(f => f.Budget) is < 10_000_000_000_000m and var sum ? decimal.Round(sum, 2) : null;

    public DateOnly? StartDate => Flights.Count > 0 ? Flights.Min(f => f.StartDate) : null;

    public DateOnly? EndDate => Flights.Count > 0 ? Flights.Max(f => f.EndDate) : null;

    public bool Equals(CampaignDetails? other) => other is not null && State == other.State && Kpi == other.Kpi && KpiValue == other.KpiValue
        && Goal == other.Goal && BidStrategy == other.BidStrategy && Country == other.Country && Marketplace == other.Marketplace
        && DeliveryStatus == other.DeliveryStatus && TargetsAmazonDeal == other.TargetsAmazonDeal && Flights.SequenceEqual(other.Flights)
        && (DeliveryReasons ?? []).SequenceEqual(other.DeliveryReasons ?? [], StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(State, Kpi, BidStrategy, Flights.Count);
}
