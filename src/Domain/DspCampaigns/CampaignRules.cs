using Accounts.Domain.Common;

namespace Accounts.Domain.DspCampaigns;

/// <summary>Collects what is wrong with a request, with pointers into it.</summary>
internal sealed class CampaignRules(CampaignInput input, DateTimeOffset now)
{
    private const int MaxNameLength = 255;
    private const decimal MaxBudget = 1_000_000_000m;
    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public void Add(string pointer, string code, string message) => _errors.Add(new FieldError(pointer, code, message));

    public void Require(object? value, string name)
    {
        if (value is null) Add($"/{name}", "required", $"{name} is required.");
    }

    public void Name(string pointer, string? name)
    {
        if (name is not null && (name.Length is 0 or > MaxNameLength || name.Trim() != name || !CleanText.IsClean(name)))
            Add(pointer, "format", $"A name must have 1 to {MaxNameLength} characters, without control characters and without spaces at its ends.");
    }

    public void Budget(string pointer, decimal? budget)
    {
        if (budget is { } amount && (amount is <= 0 or > MaxBudget || decimal.Round(amount, 2) != amount))
            Add(pointer, "range", "A budget must be greater than 0 and at most 1,000,000,000, with at most 2 decimals.");
    }

    public void Word(string name, string? value, IReadOnlySet<string> allowed)
    {
        if (value is not null && !allowed.Contains(value))
            Add($"/{name}", name, $"{name} must be one of Amazon's words, such as {allowed.Order().First()}.");
    }

    /// <summary>Checks what a request may contain whether or not the campaign exists.</summary>
    public void Values()
    {
        Name("/name", input.Name);
        Budget("/budget", input.Budget);
        Word("currency", input.Currency, CampaignWords.Currencies);
        Word("country", input.Country, CampaignWords.Countries);
        Word("marketplace", input.Marketplace, CampaignWords.Marketplaces);
        Word("kpi", input.Kpi, CampaignWords.Kpis);
        Word("bid_strategy", input.BidStrategy, CampaignWords.BidStrategies);
        if (input.KpiValue is <= 0 or > MaxBudget) Add("/kpi_value", "range", "kpi_value must be greater than 0.");
        if (input.Status is not (null or "active" or "paused")) Add("/status", "status", "status must be active or paused.");
        if (input.Flights is { Count: 0 or > CampaignFlight.Most })
            Add("/flights", "length", $"A campaign has 1 to {CampaignFlight.Most} flights.");
        else if (input.Flights is { } flights)
            for (var i = 0; i < flights.Count; i++) Flight(i, flights[i]);
    }

    /// <param name="pointer">The request's member, without <c>start_date</c> or <c>end_date</c>.</param>
    /// <param name="flight">The flight that results.</param>
    /// <param name="before">The flight as it is, if it exists.</param>
    public void Dates(string pointer, CampaignFlight flight, CampaignFlight? before)
    {
        if (flight.End < flight.Start || flight.EndDate < flight.StartDate)
            Add($"{pointer}/end_date", "order", "The end must not be before the start.");
        else if (flight.EndDate != before?.EndDate && flight.End < now)
            Add($"{pointer}/end_date", "past", "The end must not be in the past.");
        if (flight.StartDate != before?.StartDate && flight.StartDate < DateOnly.FromDateTime(now.UtcDateTime))
            Add($"{pointer}/start_date", "past", "The start must not be in the past.");
    }

    /// <summary>Beside flights, the members that sum them up must agree with them.</summary>
    public void Totals(IReadOnlyList<CampaignFlight> flights)
    {
        if (flights.Count == 0) return;
        if (input.Budget is { } budget && budget != flights.Sum(f => f.Budget)) Add("/budget", "mismatch", "budget must be the sum of the flights.");
        if (input.StartDate is { } start && start != flights.Min(f => f.StartDate))
            Add("/start_date", "mismatch", "start_date must be that of the first flight.");
        if (input.EndDate is { } end && end != flights.Max(f => f.EndDate))
            Add("/end_date", "mismatch", "end_date must be that of the last flight.");
    }

    private void Flight(int index, FlightInput flight)
    {
        Name($"/flights/{index}/name", flight.Name);
        Budget($"/flights/{index}/budget", flight.Budget);
        Require(flight.StartDate, $"flights/{index}/start_date");
        Require(flight.EndDate, $"flights/{index}/end_date");
        Require(flight.Budget, $"flights/{index}/budget");
    }
}
