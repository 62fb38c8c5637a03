using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>Which responses of Amazon replace a snapshot.</summary>
public sealed class SeatAnswersTests(SeatsWorld world) : IClassFixture<SeatsWorld>
{
    [Fact]
    public async Task An_empty_list_is_a_snapshot_and_replaces_another()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        (await person.ReadAsync(advertiser)).Exchanges().Length.ShouldBe(5);
        world.Northwind.Seats = new SeatsBehaviour { Exchanges = 0 };
        await world.PassAsync(Seats.Stale);

        var page = await person.ReadAsync(advertiser);

        page.Exchanges().ShouldBeEmpty();
        (page.Text("syncStatus"), page.GetProperty("cached").GetBoolean()).ShouldBe(("success", false));
    }

    [Fact]
    public async Task An_entry_with_an_empty_list_is_a_snapshot_and_replaces_another()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);
        await world.PassAsync(Seats.Stale);
        Answer(advertiser, """{"advertiserSeats":[{"advertiserId":"OWN","currentSeats":[]}]}""");

        var page = await person.ReadAsync(advertiser);

        (page.Exchanges().Length, page.Text("syncStatus"), page.GetProperty("cached").GetBoolean()).ShouldBe((0, "success", false));
    }

    [Theory]
    [InlineData(SeatEntryFault.WithoutId)]
    [InlineData(SeatEntryFault.NullId)]
    [InlineData(SeatEntryFault.IdOfAnother)]
    [InlineData(SeatEntryFault.WithoutSeats)]
    [InlineData(SeatEntryFault.NullSeats)]
    public async Task An_incomplete_entry_leaves_the_snapshot_unchanged(SeatEntryFault fault)
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var user = await world.UserIdAsync(person);
        await person.ReadAsync(advertiser);
        var stored = await world.StoredAsync(advertiser, user);
        world.Northwind.Seats = new SeatsBehaviour { EntryFault = fault, Edition = 2 };
        await world.PassAsync(Seats.Stale);

        var page = await person.ReadAsync(advertiser);

        (page.Text("syncStatus"), page.GetProperty("stale").GetBoolean()).ShouldBe(("failed", true));
        (await world.StoredAsync(advertiser, user)).ShouldBe(stored);
        (await person.HistoryAsync(advertiser)).Json.GetProperty("history")[0].Text("error_code").ShouldBe("amazon.invalid_answer");
    }

    [Fact]
    public async Task An_entry_for_another_advertiser_makes_the_snapshot_partial()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        Answer(advertiser, """
            {"advertiserSeats":[{"advertiserId":"OWN","currentSeats":[{"exchangeId":"2"}]},{"advertiserId":"1","currentSeats":[{"exchangeId":"9"}]}]}
            """);

        var page = await person.ReadAsync(advertiser);

        page.Exchanges().ShouldBe(["2"]);
        page.Text("syncStatus").ShouldBe("partial");
    }

    [Theory]
    [InlineData("D1", "success")]
    [InlineData("D2", "partial")]
    public async Task Of_two_seats_at_one_exchange_the_first_is_kept(string second, string status)
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        Answer(advertiser, $$"""
            {"advertiserSeats":[{"advertiserId":"OWN","currentSeats":[{"exchangeId":"1","dealCreationId":"D1"},
            {"exchangeId":"1","dealCreationId":"{{second}}"}]}]}
            """);

        var page = await person.ReadAsync(advertiser);

        page.GetProperty("advertiserSeats")[0].GetProperty("currentSeats").EnumerateArray().Single().Text("dealCreationId").ShouldBe("D1");
        page.Text("syncStatus").ShouldBe(status);
    }

    [Fact]
    public async Task Entries_without_a_usable_id_are_left_out_and_the_snapshot_is_partial()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        Answer(advertiser, """
            {"advertiserSeats":[{"advertiserId":"1","currentSeats":[{"exchangeId":"9"}]},{"advertiserId":"OWN","currentSeats":[
            {"exchangeId":"2","dealCreationId":null},{"exchangeId":null},{"exchangeId":"a b"},7,{"exchangeId":3,"spendTrackingId":"T"}]}]}
            """);

        var page = await person.ReadAsync(advertiser);

        page.Exchanges().ShouldBe(["2", "3"]);
        page.Text("syncStatus").ShouldBe("partial");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"advertiserSeats":null}""")]
    [InlineData("""{"advertiserSeats":{}}""")]
    [InlineData("""{"advertiserSeats":[],"nextToken":7}""")]
    [InlineData("""{"advertiserSeats":[],"nextToken":"again"}""")]
    [InlineData("""{"advertiserSeats":[7]}""")]
    [InlineData("""{"advertiserSeats":[{"advertiserId":"a","currentSeats":[]}]}""")]
    [InlineData("""{"advertiserSeats":[{"advertiserId":"OWN","currentSeats":{}}]}""")]
    [InlineData("""{"advertiserSeats":[{"advertiserId":"OWN","currentSeats":[{"exchangeId":null},7]}]}""")]
    public async Task A_response_of_another_shape_is_a_failure(string body)
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        Answer(advertiser, body);

        (await person.SeatsAsync(advertiser)).Code.ShouldBe("amazon.invalid_answer");
    }

    /// <summary>Amazon's response to every call, in which OWN is the id of the advertiser.</summary>
    private void Answer(string advertiser, string body) => world.Amazon.Inject(new Fault
    {
        Route = Routes.ListSeats,
        Kind = FaultKind.Status,
        Status = 200,
        Body = body.Replace("OWN", advertiser, StringComparison.Ordinal),
    });
}
