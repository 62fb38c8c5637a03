using System.Text.Json;
using Accounts.Application.DspCampaigns;
using Accounts.Domain.DspCampaigns;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspCampaigns;

/// <summary>A page of the wrong shape is refused whole, a campaign of the wrong shape is left out alone.</summary>
internal static class DspCampaignsTranslator
{
    private const int LongestReason = 500;

    public static CampaignsQuery ToWire(CampaignFilter filter) => new(
        new FilterWire([CampaignsQuery.Product]), filter.States is { } states ? new FilterWire(states) : null,
        filter.CampaignId is { } id ? new FilterWire([id]) : null, filter.Cursor);

    public static CampaignsCreate ToWire(NewCampaign c) => new([new CampaignCreateWire(
        CampaignsQuery.Product, c.Name, CampaignWords.Paused, One(c.Country), One(c.Marketplace), [.. c.Flights.Select(f => ToWire(f, c.Currency))],
        new OptimizationsWire(
            new BidSettingsWire(c.BidStrategy),
            new GoalSettingsWire(c.Kpi, c.KpiValue is { } value ? AmazonJson.Explicit<decimal?>(value) : null)))]);

    public static CampaignsUpdate ToWire(CampaignChange c)
    {
        JsonElement? value = c.KpiValue is not null || c.ClearsKpiValue ? AmazonJson.Explicit(c.KpiValue) : null;
        var bid = c.BidStrategy is { } strategy ? new BidSettingsWire(strategy) : null;
        var goal = c.Kpi is not null || value is not null ? new GoalSettingsWire(c.Kpi, value) : null;
        return new CampaignsUpdate([new CampaignUpdateWire(
            c.CampaignId, c.Name, c.State, c.Flights?.Select(f => ToWire(f, c.Currency)).ToArray(),
            bid is null && goal is null ? null : new OptimizationsWire(bid, goal))]);
    }

    public static CampaignPage ToPage(CampaignsResponse wire)
    {
        if (wire.Campaigns.ValueKind != JsonValueKind.Array && !wire.Campaigns.IsAbsent())
            throw new AmazonContractException("campaigns is not a list");
        if (wire.NextToken.Text() is null && !wire.NextToken.IsAbsent()) throw new AmazonContractException("nextToken is not a text");

        AmazonCampaign?[] campaigns = [.. wire.Campaigns.Items().Select(DspCampaignReader.Read)];
        AmazonCampaign[] usable = [.. campaigns.OfType<AmazonCampaign>().DistinctBy(c => c.CampaignId)];
        return new CampaignPage(usable, wire.NextToken.Text() is { Length: > 0 } token ? token : null, campaigns.Count(c => c is null));
    }

    /// <summary>The part of the only item that was sent.</summary>
    public static CampaignAnswer ToAnswer(CampaignsAnswer wire)
    {
        if (OfFirst(wire.Success) is { } success && DspCampaignReader.Read(success.Member("campaign")) is { } campaign)
            return new CampaignAnswer.Stored(campaign);
        if (OfFirst(wire.Error) is { } error) return new CampaignAnswer.Refused([.. error.Member("errors").Items().Select(ToReason)]);

        throw new AmazonContractException("the response does not contain the item that was sent");
    }

    private static AmazonReason ToReason(JsonElement reason) => new(
        reason.Member("code").Clean() ?? "unknown", reason.Member("message").Clean(LongestReason) ?? "Amazon gives no reason.",
        reason.Member("fieldLocation").Text());

    private static JsonElement? OfFirst(JsonElement items) => items.Items().Where(i => i.Member("index") is { ValueKind: JsonValueKind.Number } index
        && index.TryGetInt32(out var number) && number == 0).Select(i => (JsonElement?)i).FirstOrDefault();

    private static FlightWire ToWire(CampaignFlight flight, string? currency) =>
        new(flight.FlightId, flight.Name, flight.Start, flight.End, FlightBudgetWire.Of(flight.Budget, flight.RuleBudget, currency));

    private static string[]? One(string? word) => word is null ? null : [word];
}
