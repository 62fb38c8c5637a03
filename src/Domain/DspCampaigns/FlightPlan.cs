namespace Accounts.Domain.DspCampaigns;

/// <summary>
/// The flights that a request leaves. Existing ones keep their ids, and their exact times where the date stays the same, because Amazon replaces
/// the whole list.
/// </summary>
internal static class FlightPlan
{
    public static IReadOnlyList<CampaignFlight> Of(
        IReadOnlyList<CampaignFlight> current, CampaignInput input, CampaignRules rules, DateTimeOffset now)
    {
        if (input.Flights is { } wanted)
        {
            var replaced = Replace(current, wanted, rules, now);
            rules.Totals(replaced);
            return replaced;
        }

        if ((input.Budget, input.StartDate, input.EndDate) is (null, null, null)) return current;
        if (current.Count > 0) return Adjust(current, input, rules, now);

        rules.Add(input.Budget is not null ? "/budget" : input.StartDate is not null ? "/start_date" : "/end_date", "no_flights",
            "The campaign has no flights; send its budget and dates in flights.");
        return current;
    }

    private static List<CampaignFlight> Replace(
        IReadOnlyList<CampaignFlight> current, IReadOnlyList<FlightInput> wanted, CampaignRules rules, DateTimeOffset now)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var flights = new List<CampaignFlight>(wanted.Count);
        for (var i = 0; i < wanted.Count; i++)
        {
            var flight = wanted[i];
            var before = flight.FlightId is null ? null : current.FirstOrDefault(f => f.FlightId == flight.FlightId);
            if (flight.FlightId is not null && (before is null || !used.Add(flight.FlightId)))
                rules.Add($"/flights/{i}/flight_id", "unknown", "flight_id must be that of one of the campaign's flights, and only once.");

            flights.Add(new CampaignFlight(flight.FlightId, flight.Name ?? before?.Name, Start(flight.StartDate!.Value, before, now),
                End(flight.EndDate!.Value, before), flight.Budget!.Value)
            { RuleBudget = before?.RuleBudget });
            rules.Dates($"/flights/{i}", flights[^1], before);
        }

        return flights;
    }

    /// <summary>Budget and dates of the campaign as a whole: the first start, the last end, and the budget of a single flight.</summary>
    private static List<CampaignFlight> Adjust(
        IReadOnlyList<CampaignFlight> current, CampaignInput input, CampaignRules rules, DateTimeOffset now)
    {
        var flights = current.ToList();
        if (input.Budget is { } budget && budget != flights.Sum(f => f.Budget))
        {
            if (flights.Count == 1) flights[0] = flights[0] with { Budget = budget };
            else rules.Add("/budget", "several_flights", "The campaign has several flights; change their budgets in flights.");
        }

        var first = flights.IndexOf(flights.MinBy(f => f.Start)!);
        if (input.StartDate is { } start) flights[first] = flights[first] with { Start = Start(start, current[first], now) };
        var last = flights.IndexOf(flights.MaxBy(f => f.End)!);
        if (input.EndDate is { } end) flights[last] = flights[last] with { End = End(end, current[last]) };
        foreach (var i in new[] { first, last }.Distinct()) rules.Dates("", flights[i], current[i]);
        return flights;
    }

    private static DateTimeOffset Start(DateOnly date, CampaignFlight? before, DateTimeOffset now) =>
        before?.StartDate == date ? before.Start : CampaignFlight.StartOf(date, now);

    private static DateTimeOffset End(DateOnly date, CampaignFlight? before) => before?.EndDate == date ? before.End : CampaignFlight.EndOf(date);
}
