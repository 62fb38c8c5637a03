using Accounts.Domain.Common;

namespace Accounts.Domain.DspCampaigns;

/// <summary>A campaign that Amazon is asked to create.</summary>
/// <param name="Activate">Whether it is enabled once it exists: Amazon creates campaigns paused only.</param>
public sealed record NewCampaign(
    string Name, string? Currency, string? Country, string? Marketplace, string Kpi, decimal? KpiValue, string BidStrategy, bool Activate)
{
    public IReadOnlyList<CampaignFlight> Flights { get; init; } = [];

    /// <summary>Whether both ask for the same campaign.</summary>
    public bool IsSameAs(NewCampaign other) => this with { Flights = [] } == other with { Flights = [] } && Flights.Count == other.Flights.Count
        && Flights.Zip(other.Flights).All(pair => pair.First.Covers(pair.Second) && pair.First.Name == pair.Second.Name);

    public bool Equals(NewCampaign? other) => other is not null && Name == other.Name && Currency == other.Currency && Country == other.Country
        && Marketplace == other.Marketplace && Kpi == other.Kpi && KpiValue == other.KpiValue && BidStrategy == other.BidStrategy
        && Activate == other.Activate && Flights.SequenceEqual(other.Flights);

    public override int GetHashCode() => HashCode.Combine(Name, Kpi, BidStrategy, Flights.Count);

    /// <param name="input">The request, in Amazon's spelling.</param>
    /// <param name="homeCountry">The advertiser's country, which applies if the request names none.</param>
    /// <param name="now">The time of the request.</param>
    /// <returns>Error: <c>campaign.invalid</c> with everything that is wrong.</returns>
    public static Result<NewCampaign> Of(CampaignInput input, string? homeCountry, DateTimeOffset now)
    {
        var rules = new CampaignRules(input, now);
        rules.Require(input.Name, "name");
        rules.Require(input.Kpi, "kpi");
        if (input.Flights is null)
        {
            rules.Require(input.Budget, "budget");
            rules.Require(input.StartDate, "start_date");
            rules.Require(input.EndDate, "end_date");
        }

        var country = input.Country ?? (input.Marketplace is null ? homeCountry : null);
        if (country is null && input.Marketplace is null) rules.Add("/country", "required", "country or marketplace is required.");
        rules.Values();
        if (rules.Errors.Count > 0) return CampaignErrors.Invalid with { Fields = rules.Errors };

        var flights = input.Flights is { } wanted
            ? wanted.Select((f, i) => (Pointer: $"/flights/{i}", Input: f))
            : [(Pointer: "", Input: new FlightInput(null, null, input.StartDate, input.EndDate, input.Budget))];
        var made = new List<CampaignFlight>();
        foreach (var (pointer, flight) in flights)
        {
            if (flight.FlightId is not null) rules.Add($"{pointer}/flight_id", "unknown", "A new campaign has no existing flight.");
            made.Add(new CampaignFlight(null, flight.Name, CampaignFlight.StartOf(flight.StartDate!.Value, now),
                CampaignFlight.EndOf(flight.EndDate!.Value), flight.Budget!.Value));
            rules.Dates(pointer, made[^1], before: null);
        }

        if (input.Flights is not null) rules.Totals(made);
        return rules.Errors.Count > 0 ? CampaignErrors.Invalid with { Fields = rules.Errors } : new NewCampaign(
            input.Name!, input.Currency, country, input.Marketplace, input.Kpi!, input.KpiValue,
            input.BidStrategy ?? CampaignWords.DefaultBidStrategy, input.Status == "active")
        { Flights = made };
    }
}
