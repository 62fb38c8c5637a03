using Accounts.Domain.DspCampaigns;
using static Accounts.UnitTests.DspCampaigns.Campaigns;

namespace Accounts.UnitTests.DspCampaigns;

/// <summary>What is recognized after a lost response.</summary>
public sealed class AmazonCampaignTests
{
    private static readonly NewCampaign Request = NewCampaign.Of(Input, null, Now).Value;

    private static AmazonCampaign Created => Amazon([.. Request.Flights.Select(f => f with { FlightId = "f1" })]);

    [Fact]
    public void The_campaign_of_a_lost_response_is_recognized_by_name_flights_and_time()
    {
        Created.MayComeFrom(Request, Now).ShouldBeTrue();
        (Created with { Details = Created.Details with { Kpi = "ROAS" } }).MayComeFrom(Request, Now).ShouldBeFalse();
        (Created with { Name = "Other" }).MayComeFrom(Request, Now).ShouldBeFalse();
        (Created with { CreatedAt = Now.AddMinutes(-2) }).MayComeFrom(Request, Now).ShouldBeFalse();
        Amazon(Flight("f1", 1, 30, 4_000)).MayComeFrom(Request, Now).ShouldBeFalse();
    }

    [Fact]
    public void A_change_is_shown_only_when_all_of_it_is()
    {
        var campaign = Amazon(Flight("f1", 1, 30, 5_000));

        campaign.Shows(new CampaignChange("c1", Name: "Spring", State: "PAUSED", Flights: [Flight("f1", 1, 30, 5_000)])).ShouldBeTrue();
        campaign.Shows(new CampaignChange("c1", State: "ENABLED")).ShouldBeFalse();
        campaign.Shows(new CampaignChange("c1", ClearsKpiValue: true)).ShouldBeFalse();
        campaign.Shows(new CampaignChange("c1", Flights: [Flight("f1", 1, 30, 5_000) with { Name = "New" }])).ShouldBeFalse();
        campaign.Shows(new CampaignChange("c1", Flights: [Flight("f2", 1, 30, 5_000)])).ShouldBeFalse();
        campaign.Shows(new CampaignChange("c1", Flights: [Flight("f1", 1, 30, 5_001)])).ShouldBeFalse();
    }

    [Theory]
    [InlineData("$.campaigns[0].name", false, "/name")]
    [InlineData("campaigns[0].state", false, "/status")]
    [InlineData("/campaigns/0/flights/1/endDateTime", true, "/flights/1/end_date")]
    [InlineData("$['campaigns'][0]['flights'][2]['startDateTime']", true, "/flights/2/start_date")]
    [InlineData("$.campaigns[0].flights[0].endDateTime", false, "/end_date")]
    [InlineData("$.campaigns[0].flights[0].budget.budgetValue.monetaryBudgetValue.monetaryBudget.value", true, "/flights/0/budget")]
    [InlineData("$.campaigns[0].flights[0].budget.budgetValue.monetaryBudgetValue.monetaryBudget.currencyCode", true, "/currency")]
    [InlineData("$.campaigns[0].flights", true, "/flights")]
    [InlineData("$.campaigns[0].flights", false, "")]
    [InlineData("$.campaigns[0].optimizations.goalSettings.kpiValue", false, "/kpi_value")]
    [InlineData("optimizations.goalSettings", false, "/kpi")]
    [InlineData("$.campaigns[0].optimizations.bidSettings.bidStrategy", false, "/bid_strategy")]
    [InlineData("$.campaigns[0].countries[0]", false, "/country")]
    [InlineData("name", false, "/name")]
    [InlineData("$.campaigns[0]", false, "")]
    [InlineData("somewhere else", false, "")]
    [InlineData(null, false, "")]
    public void Amazons_places_become_pointers_into_the_request(string? location, bool hasFlights, string pointer) =>
        CampaignPointers.Of(location, hasFlights).ShouldBe(pointer);
}
