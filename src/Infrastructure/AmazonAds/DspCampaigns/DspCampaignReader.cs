using System.Globalization;
using System.Text.Json;
using Accounts.Domain.DspCampaigns;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspCampaigns;

/// <summary>Reads one campaign from Amazon's JSON.</summary>
internal static class DspCampaignReader
{
    private const int LongestWord = 64;
    private const decimal MaxBudget = 1_000_000_000_000m;

    /// <returns>Null if a member that Amazon documents as required is missing or unusable.</returns>
    public static AmazonCampaign? Read(JsonElement json)
    {
        if (json.Member("campaignId").PlainId("._-") is not { } id || json.Member("state").Clean(LongestWord) is not { } state) return null;
        if (Time(json.Member("creationDateTime")) is not { } created || Time(json.Member("lastUpdatedDateTime")) is not { } updated) return null;

        CampaignFlight?[] flights = [.. json.Member("flights").Items().Select(Flight)];
        if (flights.Any(f => f is null)) return null; // a change would delete the flight that is missing here

        var optimizations = json.Member("optimizations");
        var goal = optimizations.Member("goalSettings");
        var status = json.Member("status");
        var details = new CampaignDetails(
            state, goal.Member("kpi").Clean(LongestWord), Number(goal.Member("kpiValue")), goal.Member("goal").Clean(LongestWord),
            optimizations.Member("bidSettings").Member("bidStrategy").Clean(LongestWord), json.Member("countries").Items().FirstOrDefault().Country(),
            json.Member("marketplaces").Items().FirstOrDefault().Country(), status.Member("deliveryStatus").Clean(LongestWord),
            [.. status.Member("deliveryReasons").Items().Select(r => r.Clean(LongestWord)).OfType<string>()],
            json.Member("targetsAmazonDeal").ValueKind == JsonValueKind.True)
        {
            Flights = [.. flights.OfType<CampaignFlight>().OrderBy(f => f.Start).ThenBy(f => f.FlightId, StringComparer.Ordinal)],
        };
        var currency = json.Member("flights").Items()
            .Select(f => Money(f).Member("currencyCode").Clean(LongestWord)).FirstOrDefault(c => c is not null);
        return new AmazonCampaign(id, json.Member("name").Clean() ?? id, state, currency, details, created, updated);
    }

    /// <summary>Budgets stay exact, because a change sends them back.</summary>
    private static CampaignFlight? Flight(JsonElement json) =>
        Time(json.Member("startDateTime")) is { } start && Time(json.Member("endDateTime")) is { } end
        && Number(Money(json).Member("value")) is >= 0 and < MaxBudget and var budget
            ? new CampaignFlight(json.Member("flightId").Clean(), json.Member("name").Clean(), start, end, budget)
            {
                RuleBudget = Number(Money(json).Member("ruleValue")),
            }
            : null;

    private static JsonElement Money(JsonElement flight) =>
        flight.Member("budget").Member("budgetValue").Member("monetaryBudgetValue").Member("monetaryBudget");

    private static decimal? Number(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number) ? number : null;

    /// <summary>As precise as the database.</summary>
    private static DateTimeOffset? Time(JsonElement json) => json.Text() is { } text
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero) : null;
}
