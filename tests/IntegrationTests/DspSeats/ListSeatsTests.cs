using System.Net;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

public sealed class ListSeatsTests(SeatsWorld world) : IClassFixture<SeatsWorld>
{
    [Fact]
    public async Task The_first_read_fetches_every_page_without_a_filter_and_later_ones_fetch_nothing()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { PageSize = 2, Exchanges = 5 });
        using var _ = person;

        var filtered = await person.ReadAsync(advertiser, "?exchange_ids=3&exchange_ids=5");
        var all = await person.ReadAsync(advertiser);

        filtered.Exchanges().ShouldBe(["3", "5"]);
        (filtered.GetProperty("cached").GetBoolean(), all.GetProperty("cached").GetBoolean()).ShouldBe((false, true));
        all.Text("syncStatus").ShouldBe("success");
        all.TryGetProperty("stale", out var __).ShouldBeFalse();
        world.Reads.ShouldBe(3);
        var seats = all.GetProperty("advertiserSeats")[0];
        seats.Text("advertiserId").ShouldBe(advertiser);
        seats.GetProperty("currentSeats").EnumerateArray()
            .Select(s => (s.Text("exchangeId"), s.Text("exchangeName"), s.Text("dealCreationId"), s.Text("spendTrackingId")))
            .ShouldBe(world.Northwind.SeatsOf(advertiser)
                .Select(s => ((string?)s.ExchangeId, (string?)s.ExchangeName, s.DealCreationId, s.SpendTrackingId)));
    }

    [Fact]
    public async Task Pages_cover_the_snapshot_in_order_and_a_token_fits_only_its_user_filter_and_snapshot()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { Exchanges = 12 });
        var (other, _) = await world.StartAsync(new SeatsBehaviour { Exchanges = 12 });
        using var first = person;
        using var second = other;

        var page = await person.ReadAsync(advertiser, "?max_results=10");
        var token = page.Text("nextToken")!;
        var next = await person.ReadAsync(advertiser, $"?max_results=10&next_token={token}");

        page.Exchanges().Concat(next.Exchanges()).ShouldBe(Enumerable.Range(1, 12).Select(n => $"{n}"));
        next.GetProperty("nextToken").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await ShouldNotFitAsync(person, advertiser, $"?max_results=9&next_token={token}");
        await ShouldNotFitAsync(person, advertiser, $"?max_results=10&exchange_ids=1&next_token={token}");
        await other.ReadAsync(advertiser);
        await ShouldNotFitAsync(other, advertiser, $"?max_results=10&next_token={token}");

        await world.PassAsync(Seats.Stale);
        (await person.ReadAsync(advertiser, $"?max_results=10&next_token={token}")).GetProperty("stale").GetBoolean().ShouldBeTrue();
        (await person.RefreshAsync(advertiser)).Status.ShouldBe(HttpStatusCode.OK);
        await ShouldNotFitAsync(person, advertiser, $"?max_results=10&next_token={token}");
    }

    [Fact]
    public async Task A_failed_read_serves_the_stored_snapshot_as_stale_and_leaves_it_unchanged()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { PageSize = 2 });
        using var _ = person;
        var user = await world.UserIdAsync(person);
        var before = await person.ReadAsync(advertiser);
        var stored = await world.StoredAsync(advertiser, user);
        world.Northwind.Seats = new SeatsBehaviour { PageSize = 2, Edition = 2 };
        world.Amazon.Inject(new Fault { Route = Routes.ListSeats, Kind = FaultKind.Status, Status = 400, Skip = 1 }); // the second page
        await world.PassAsync(Seats.Stale);

        var page = await person.ReadAsync(advertiser);

        (page.GetProperty("cached").GetBoolean(), page.GetProperty("stale").GetBoolean(), page.Text("syncStatus")).ShouldBe((true, true, "failed"));
        page.Text("timestamp").ShouldBe(before.Text("timestamp"));
        (await world.StoredAsync(advertiser, user)).ShouldBe(stored);
    }

    [Fact]
    public async Task A_filtered_read_replaces_the_whole_snapshot()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);
        await world.PassAsync(Seats.Stale);

        (await person.ReadAsync(advertiser, "?exchange_ids=2")).Exchanges().ShouldBe(["2"]);

        (await person.ReadAsync(advertiser)).Exchanges().ShouldBe(["1", "2", "3", "4", "5"]);
        world.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_first_read_that_is_not_finished_in_time_is_a_503_and_no_empty_list()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var hasty = await world.StartInstanceAsync(("Seats:MaxWait", "00:00:00"));
        using (world.Amazon.Hold(Routes.ListSeats))
        {
            var answer = await person.SeatsAsync(advertiser, instance: hasty);

            (answer.Status, answer.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "seats.not_finished"));
            answer.Headers.ShouldContainKey("Retry-After");
        }

        (await person.ReadAsync(advertiser)).Exchanges().Length.ShouldBe(5);
    }

    [Fact]
    public async Task Without_a_snapshot_a_failure_of_amazon_is_the_response_and_is_not_repeated_at_once()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        world.Amazon.Inject(new Fault { Route = Routes.ListSeats, Kind = FaultKind.Status, Status = 503 });

        var answer = await person.SeatsAsync(advertiser);
        var calls = world.Reads;
        var again = await person.SeatsAsync(advertiser);

        (answer.Status, answer.Code, answer.Headers["Retry-After"]).ShouldBe((HttpStatusCode.ServiceUnavailable, "amazon.unavailable", "5"));
        again.Code.ShouldBe("amazon.unavailable");
        world.Reads.ShouldBe(calls);
    }

    [Theory]
    [InlineData("abc", "")]
    [InlineData("1x", "")]
    [InlineData("1", "?max_results=0")]
    [InlineData("1", "?max_results=201")]
    [InlineData("1", "?exchange_ids=a%20b")]
    [InlineData("1", "?profile_id=x")]
    public async Task An_invalid_request_is_refused(string advertiser, string query)
    {
        using var person = world.NewPerson();

        (await person.SeatsAsync(advertiser, query)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_id_of_many_digits_is_valid_and_not_the_callers()
    {
        using var person = world.NewPerson();

        var answer = await person.SeatsAsync("123456789012345678901");

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "dsp.not_your_advertiser"));
    }

    [Fact]
    public async Task More_than_a_hundred_exchanges_are_refused()
    {
        using var person = world.NewPerson();
        var query = string.Join('&', Enumerable.Range(0, 101).Select(n => $"exchange_ids={n}"));

        (await person.SeatsAsync("1", "?" + query)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task ShouldNotFitAsync(Person person, string advertiser, string query)
    {
        var answer = await person.SeatsAsync(advertiser, query);
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, "page_token.invalid"));
    }
}
