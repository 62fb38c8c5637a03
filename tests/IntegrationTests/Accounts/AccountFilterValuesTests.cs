using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>Filters with several values, and the filters by tag and time.</summary>
public sealed class AccountFilterValuesTests(AccountFilterTests.TwoLogins world) : IClassFixture<AccountFilterTests.TwoLogins>
{
    [Fact]
    public async Task A_repeated_filter_matches_any_of_its_values()
    {
        string[] countries = ["US", "JP"];
        var connections = world.All.Select(a => a.Text("connection_id")!).Distinct().ToArray();

        await ShouldListAsync("status=active&status=pending", a => a.Text("status") is "active" or "pending");
        await ShouldListAsync("country_code=US&country_code=JP", a => Countries(a).Intersect(countries).Any());
        await ShouldListAsync("account_type=dsp&account_type=advertising", _ => true);
        await ShouldListAsync($"connection_id={connections[0]}&connection_id={connections[1]}", _ => true);
        await ShouldListAsync($"connection_id={connections[0]}&connection_id={Guid.CreateVersion7()}", a =>
            a.Text("connection_id") == connections[0]);
        await ShouldListAsync("status=active&status=pending&country_code=JP", a =>
            a.Text("status") is "active" or "pending" && Countries(a).Contains("JP"));
    }

    [Fact]
    public async Task A_profile_is_found_in_any_of_the_countries()
    {
        var account = world.All.First(a =>
            a.GetProperty("metadata").GetProperty("alternate_ids").EnumerateArray().Any(i => i.Text("profileId") is not null));
        var profile = account.GetProperty("metadata").GetProperty("alternate_ids").EnumerateArray().First(i => i.Text("profileId") is not null)
            .Text("profileId");
        var country = Countries(account).First();

        (await world.Owner.ListAsync($"profile_id={profile}&country_code=ZZ&country_code={country}")).ShouldHaveSingleItem().Text("id")
            .ShouldBe(account.Text("id"));
        (await world.Owner.ListAsync($"profile_id={profile}&country_code=ZZ")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tag_lists_the_accounts_that_have_it()
    {
        var tagged = world.All.Take(3).Select(a => a.Text("id")!).ToArray();
        await world.Database.Owner.ExecuteAsync(
            """update public.user_accounts set settings = settings || '{"tags":["key \"account\"","EU"]}' where id = any ($1)""",
            tagged.Select(Guid.Parse).ToArray());

        (await world.Owner.ListAsync("tag=" + Uri.EscapeDataString("key \"account\""))).Select(a => a.Text("id")).ShouldBe(tagged, ignoreOrder: true);
        (await world.Owner.ListAsync($"tag=EU&search={world.All[0].Text("amazon_account_id")}")).ShouldHaveSingleItem();
        (await world.Owner.ListAsync("tag=eu")).ShouldBeEmpty();
        using var other = world.NewPerson();
        (await other.ListAsync("tag=EU")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Accounts_synced_before_a_time_include_those_that_never_were()
    {
        using var person = await world.ConnectedAsync("northwind");
        var all = await person.ListAsync("");
        await world.Database.Owner.ExecuteAsync("delete from public.newest_listings where user_id = $1", await world.UserIdAsync(person));
        await world.Database.Owner.ExecuteAsync("update public.user_accounts set last_synced_at = '2026-01-31T10:00:00Z' where user_id = $1",
            await world.UserIdAsync(person));
        await world.Database.Owner.ExecuteAsync("update public.user_accounts set last_synced_at = null where id = $1",
            Guid.Parse(all[0].Text("id")!));

        (await person.ListAsync("synced_before=2026-01-31T10:00:00.000Z")).ShouldHaveSingleItem().Text("id").ShouldBe(all[0].Text("id"));
        (await person.ListAsync("synced_before=2026-01-31T12:00:01%2B02:00")).Count.ShouldBe(all.Count);
    }

    [Theory]
    [InlineData("status=active&status=x")]
    [InlineData("status=")]
    [InlineData("account_type=0")]
    [InlineData("country_code=US&country_code=USA")]
    [InlineData("connection_id=x")]
    [InlineData("tag=")]
    [InlineData("tag=a%00")]
    [InlineData("synced_before=2026-01-31")]
    [InlineData("synced_before=2026-01-31T10:00:00")]
    [InlineData("synced_before=2026-13-31T10:00:00Z")]
    [InlineData("synced_before=1")]
    public async Task An_invalid_value_is_refused(string query) =>
        (await world.Owner.GetAsync("/api/v1/accounts?" + query)).Status.ShouldBe(HttpStatusCode.BadRequest, query);

    private static IEnumerable<string?> Countries(JsonElement account) =>
        account.GetProperty("metadata").GetProperty("country_codes").EnumerateArray().Select(c => c.GetString());

    private async Task ShouldListAsync(string query, Func<JsonElement, bool> matches)
    {
        var expected = world.All.Where(matches).Select(a => a.Text("id")).ToArray();
        expected.ShouldNotBeEmpty(query);
        (await world.Owner.ListAsync(query)).Select(a => a.Text("id")).ShouldBe(expected, ignoreOrder: true, query);
    }
}
