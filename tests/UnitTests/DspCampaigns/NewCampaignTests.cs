using Accounts.Domain.DspCampaigns;
using static Accounts.UnitTests.DspCampaigns.Campaigns;

namespace Accounts.UnitTests.DspCampaigns;

public sealed class NewCampaignTests
{
    [Fact]
    public void Budget_and_dates_become_one_flight()
    {
        var campaign = NewCampaign.Of(Input, homeCountry: null, Now).Value;

        var flight = campaign.Flights.ShouldHaveSingleItem();
        (flight.Budget, flight.StartDate, flight.EndDate).ShouldBe((5_000m, Day(1), Day(30)));
        flight.End.TimeOfDay.ShouldBe(new TimeSpan(23, 59, 59));
        (campaign.BidStrategy, campaign.Activate).ShouldBe(("SPEND_BUDGET_IN_FULL", false));
    }

    [Fact]
    public void A_start_today_is_not_in_the_past()
    {
        var flight = NewCampaign.Of(Input with { StartDate = Day(0) }, null, Now).Value.Flights[0];

        flight.Start.ShouldBeGreaterThan(Now);
        flight.StartDate.ShouldBe(Day(0));
    }

    [Fact]
    public void The_advertisers_country_applies_if_the_request_names_none()
    {
        NewCampaign.Of(Input with { Country = null }, "DE", Now).Value.Country.ShouldBe("DE");
        NewCampaign.Of(Input with { Country = null, Marketplace = "FR" }, "DE", Now).Value.Country.ShouldBeNull();
        Pointers(NewCampaign.Of(Input with { Country = null }, null, Now).Error).ShouldBe(["/country"]);
    }

    [Fact]
    public void The_united_kingdom_has_one_spelling() =>
        NewCampaign.Of((Input with { Country = "uk", Kpi = "roas" }).Normalized(), null, Now).Value.Country.ShouldBe("GB");

    public static TheoryData<string, CampaignInput> Invalid => new()
    {
        { "/name", Input with { Name = null } },
        { "/name", Input with { Name = " Spring" } },
        { "/name", Input with { Name = new string('x', 256) } },
        { "/budget", Input with { Budget = 0 } },
        { "/budget", Input with { Budget = 1.001m } },
        { "/budget", Input with { Budget = null } },
        { "/currency", Input with { Currency = "PLN" } },
        { "/country", Input with { Country = "XX" } },
        { "/marketplace", Input with { Marketplace = "PL" } },
        { "/kpi", Input with { Kpi = null } },
        { "/kpi", Input with { Kpi = "CLICKS" } },
        { "/kpi_value", Input with { KpiValue = 0 } },
        { "/bid_strategy", Input with { BidStrategy = "CHEAP" } },
        { "/status", Input with { Status = "archived" } },
        { "/start_date", Input with { StartDate = Day(-1) } },
        { "/end_date", Input with { EndDate = Day(0) } },
        { "/flights", Input with { Flights = [] } },
        { "/flights", Input with { Flights = [.. Enumerable.Repeat(Part(1, 2), 151)] } },
        { "/flights/1/end_date", Input with { Flights = [Part(1, 2), Part(5, 4)], Budget = null, StartDate = null, EndDate = null } },
        { "/flights/0/start_date", Input with { Flights = [Part(-3, 2)], Budget = null, StartDate = null, EndDate = null } },
        { "/flights/0/flight_id", Input with { Flights = [Part(1, 2) with { FlightId = "7" }], Budget = null, StartDate = null, EndDate = null } },
        { "/budget", Input with { Flights = [Part(1, 30)] } },
        { "/end_date", Input with { Flights = [Part(1, 29)], Budget = 10 } },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_member_is_named(string pointer, CampaignInput input)
    {
        var error = NewCampaign.Of(input, null, Now).Error;

        error.Is(CampaignErrors.Invalid).ShouldBeTrue();
        Pointers(error).ShouldBe([pointer]);
    }

    private static FlightInput Part(int start, int end) => new(null, null, Day(start), Day(end), 10);
}
