using System.Net;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>The service learns what Amazon wants named, without a setting.</summary>
public sealed class SeatHeadersTests(SeatsWorld world) : IClassFixture<SeatsWorld>
{
    private static readonly string[] Client = ["Amazon-Advertising-API-ClientId", "Amazon-Ads-ClientId", "Amazon-Ads-AccountId"];

    [Fact]
    public async Task A_strict_amazon_gets_the_profile_and_the_entity()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { IsStrict = true });
        using var _ = person;

        await person.ReadAsync(advertiser);

        LastCall().ShouldBe([.. Client, "Amazon-Advertising-API-Scope", "parentEntityId"], ignoreOrder: true);
        world.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_lenient_amazon_is_asked_without_an_entity_that_is_not_known()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { IsStrict = false });
        using var _ = person;
        var user = await world.UserIdAsync(person);
        await world.Database.Owner.ExecuteAsync("update public.user_accounts set entity_id = null where user_id = $1", user);
        await world.Database.Owner.ExecuteAsync("update public.account_profiles set entity_id = null where user_id = $1", user);

        await person.ReadAsync(advertiser);

        LastCall().ShouldBe([.. Client, "Amazon-Advertising-API-Scope"], ignoreOrder: true);
        world.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_strict_amazon_cannot_be_asked_while_the_entity_is_not_known()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { IsStrict = true });
        using var _ = person;
        var user = await world.UserIdAsync(person);
        await world.Database.Owner.ExecuteAsync("update public.user_accounts set entity_id = null where user_id = $1", user);
        await world.Database.Owner.ExecuteAsync("update public.account_profiles set entity_id = null where user_id = $1", user);

        var answer = await person.SeatsAsync(advertiser);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadGateway, "amazon.rejected"));
    }

    [Fact]
    public async Task The_combination_that_amazon_accepts_is_kept_for_the_next_read()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { RefusesProfile = true });
        using var _ = person;

        await person.ReadAsync(advertiser);
        world.Amazon.Calls.Count(Routes.ListSeats, 401).ShouldBeGreaterThan(0);
        LastCall().ShouldBe([.. Client, "parentEntityId"], ignoreOrder: true);
        world.Amazon.ClearCalls();

        (await person.RefreshAsync(advertiser)).Status.ShouldBe(HttpStatusCode.OK);
        world.Reads.ShouldBe(1);

        world.Northwind.Seats = new SeatsBehaviour { RefusesProfile = false };
        (await person.RefreshAsync(advertiser)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private string[] LastCall() => [.. world.Amazon.Calls.Recent.Last(call => call.Route == Routes.ListSeats).HeaderNames
        .Where(name => name.StartsWith("Amazon", StringComparison.OrdinalIgnoreCase) || name == "parentEntityId")];
}
