using Accounts.Domain.DspCampaigns;
using static Accounts.UnitTests.DspCampaigns.Campaigns;

namespace Accounts.UnitTests.DspCampaigns;

public sealed class DspCampaignTests
{
    [Fact]
    public void A_new_budget_keeps_the_flights_id_and_exact_times()
    {
        var before = Flight("f1", -3, 10, 100);

        var change = With(before).Change(new CampaignInput { Budget = 150 }, isFull: false, Now).Value;

        change.Flights.ShouldHaveSingleItem().ShouldBe(before with { Budget = 150 });
        (change.Name, change.State, change.Kpi, change.ClearsKpiValue).ShouldBe((null, null, null, false));
    }

    [Fact]
    public void The_budget_of_several_flights_is_changed_in_flights()
    {
        var campaign = With(Flight("f1", -3, 10, 100), Flight("f2", 11, 20, 50));

        Pointers(campaign.Change(new CampaignInput { Budget = 200 }, isFull: false, Now).Error).ShouldBe(["/budget"]);
        campaign.Change(new CampaignInput { Budget = 150 }, isFull: false, Now).Value.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_new_end_moves_the_last_flight_and_a_new_start_the_first()
    {
        var change = With(Flight("f1", 2, 10, 100), Flight("f2", 11, 20, 50))
            .Change(new CampaignInput { StartDate = Day(1), EndDate = Day(25) }, isFull: false, Now).Value;

        change.Flights!.Select(f => (f.FlightId, f.StartDate, f.EndDate)).ShouldBe([("f1", Day(1), Day(10)), ("f2", Day(11), Day(25))]);
    }

    [Fact]
    public void Flights_of_a_request_replace_all_flights_and_keep_their_ids()
    {
        var first = Flight("f1", -3, 10, 100);

        var change = With(first, Flight("f2", 11, 20, 50)).Change(
            new CampaignInput { Flights = [new("f1", null, Day(-3), Day(10), 100), new(null, "New", Day(12), Day(30), 70)] },
            isFull: false, Now).Value;

        change.Flights!.Select(f => f.FlightId).ShouldBe(["f1", null]);
        change.Flights![0].ShouldBe(first);
    }

    [Fact]
    public void An_unknown_flight_and_one_that_is_named_twice_are_refused()
    {
        var flight = new FlightInput("f1", null, Day(1), Day(2), 5);
        var error = With(Flight("f1", 1, 2, 5)).Change(
            new CampaignInput { Flights = [flight, flight, flight with { FlightId = "f9" }] }, isFull: false, Now).Error;

        Pointers(error).ShouldBe(["/flights/1/flight_id", "/flights/2/flight_id"]);
    }

    [Fact]
    public void A_past_start_stays_valid_and_a_new_past_date_is_not()
    {
        var campaign = With(Flight("f1", -3, 10, 100));

        campaign.Change(new CampaignInput { StartDate = Day(-3), EndDate = Day(12) }, isFull: false, Now).Succeeded.ShouldBeTrue();
        Pointers(campaign.Change(new CampaignInput { StartDate = Day(-2) }, isFull: false, Now).Error).ShouldBe(["/start_date"]);
        Pointers(campaign.Change(new CampaignInput { EndDate = Day(-1) }, isFull: false, Now).Error).ShouldBe(["/end_date"]);
        Pointers(campaign.Change(new CampaignInput { EndDate = Day(-4) }, isFull: false, Now).Error).ShouldBe(["/end_date"]);
    }

    [Fact]
    public void A_replacement_needs_all_members_and_clears_what_it_does_not_contain()
    {
        var campaign = With(Flight("f1", 1, 30, 5_000));

        Pointers(campaign.Change(new CampaignInput(), isFull: true, Now).Error)
            .ShouldBe(["/name", "/kpi", "/status", "/budget", "/start_date", "/end_date"]);
        var change = campaign.Change(Input with { Status = "paused" }, isFull: true, Now).Value;
        change.ShouldBe(new CampaignChange("c1", ClearsKpiValue: true));
    }

    [Fact]
    public void Currency_country_and_marketplace_cannot_be_changed()
    {
        var campaign = With(Flight("f1", 1, 30, 5_000));

        campaign.Change(new CampaignInput { Currency = "USD", Country = "US" }, isFull: false, Now).Value.IsEmpty.ShouldBeTrue();
        Pointers(campaign.Change(new CampaignInput { Currency = "EUR", Country = "DE", Marketplace = "DE" }, isFull: false, Now).Error)
            .ShouldBe(["/currency", "/country", "/marketplace"]);
    }

    [Fact]
    public void A_campaign_of_a_deal_is_read_only()
    {
        var amazon = Amazon(Flight("f1", 1, 30, 5_000));
        var campaign = With(Flight("f1", 1, 30, 5_000));
        Take(campaign, amazon with { Details = amazon.Details with { TargetsAmazonDeal = true } });

        campaign.Change(new CampaignInput { Name = "New" }, isFull: false, Now).Error.ShouldBe(CampaignErrors.ReadOnly);
    }

    [Fact]
    public void An_older_read_changes_nothing()
    {
        var campaign = With(Flight("f1", 1, 30, 5_000));
        Take(campaign, Amazon(Flight("f1", 1, 30, 7_000)) with { UpdatedAt = Now.AddSeconds(2) });

        Take(campaign, Amazon(Flight("f1", 1, 30, 6_000)) with { UpdatedAt = Now.AddSeconds(1) });

        (campaign.Budget, campaign.Version).ShouldBe((7_000m, 1));
    }

    /// <summary>Amazon's times may be as coarse as a second.</summary>
    [Fact]
    public void A_read_with_the_time_of_the_last_change_counts_only_once_the_change_has_settled()
    {
        var campaign = With(Flight("f1", 1, 30, 5_000));
        campaign.Confirm(Amazon(Flight("f1", 1, 30, 7_000)), settlesAt: Now.AddMinutes(2));
        var other = Amazon(Flight("f1", 1, 30, 6_000));

        Take(campaign, other);
        (campaign.Budget, campaign.Shows(other)).ShouldBe((7_000m, false));

        Take(campaign, other, Now.AddMinutes(2));
        (campaign.Budget, campaign.Shows(other)).ShouldBe((6_000m, true));
    }

    [Fact]
    public void The_same_content_keeps_the_version()
    {
        var campaign = With(Flight("f1", 1, 30, 5_000));

        Take(campaign, Amazon(Flight("f1", 1, 30, 5_000)));

        campaign.Version.ShouldBe(0);
    }

    [Fact]
    public void A_campaign_without_flights_has_no_budget_and_no_dates_to_change()
    {
        var change = With().Change(new CampaignInput { Budget = 10 }, isFull: false, Now);

        (change.Error.Code, Pointers(change.Error).ShouldHaveSingleItem()).ShouldBe(("campaign.invalid", "/budget"));
    }

    [Fact]
    public void A_flight_that_stays_keeps_its_exact_budget_and_that_of_its_rule()
    {
        var campaign = With(Flight("f1", 1, 30, 10.125m) with { RuleBudget = 20.5m });

        var change = campaign.Change(new CampaignInput { EndDate = Day(20) }, isFull: false, Now).Value;

        var flight = change.Flights.ShouldHaveSingleItem();
        (flight.Budget, flight.RuleBudget, flight.EndDate).ShouldBe((10.125m, 20.5m, Day(20)));
        campaign.Budget.ShouldBe(10.12m);
    }

    [Fact]
    public void A_flight_of_the_last_minute_of_a_day_starts_before_its_end()
    {
        var midnight = new DateTimeOffset(2026, 11, 28, 23, 59, 30, TimeSpan.Zero);
        var today = DateOnly.FromDateTime(midnight.UtcDateTime);

        var flight = NewCampaign.Of(Input with { StartDate = today, EndDate = today }, null, midnight).Value.Flights.ShouldHaveSingleItem();

        flight.Start.ShouldBeGreaterThan(midnight.AddSeconds(20));
        flight.End.ShouldBeGreaterThan(flight.Start);
    }

    [Fact]
    public void Only_a_paused_campaign_whose_activation_was_requested_is_enabled()
    {
        var campaign = With(Flight("f1", 1, 30, 5_000));
        campaign.Enable().IsEmpty.ShouldBeTrue();

        campaign.RequestEnabling();
        campaign.Enable().State.ShouldBe("ENABLED");

        Take(campaign, Amazon(Flight("f1", 1, 30, 5_000)) with { State = "ARCHIVED" });
        campaign.Enable().IsEmpty.ShouldBeTrue();
    }

    private static void Take(DspCampaign campaign, AmazonCampaign amazon, DateTimeOffset? now = null) =>
        campaign.Take(campaign.AccountId!.Value, amazon, now ?? Now);
}
