using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Accounts;

public sealed class AccountTypesTests(WholeWorld world) : IClassFixture<WholeWorld>, IAsyncDisposable
{
    private const string All = "/api/v1/accounts/all-account-types";

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Accounts_are_listed_by_type_and_all_together_with_both_member_names()
    {
        using var person = await world.ConnectedAsync("northwind");

        var ads = (await person.GetAsync("/api/v1/accounts/sponsored-ads")).Json;
        var dsp = (await person.GetAsync("/api/v1/accounts/dsp")).Json;
        var amc = (await person.GetAsync("/api/v1/accounts/amc")).Json;
        var all = (await person.GetAsync(All)).Json;

        ads.GetProperty("accounts").EnumerateArray().ShouldAllBe(a => a.Text("account_type") == "advertising");
        (ads.GetProperty("total_count").GetInt32(), ads.GetProperty("accounts").GetArrayLength()).ShouldBe((250, 250));
        (dsp.GetProperty("total_count").GetInt32(), dsp.GetProperty("accounts")[0].Text("account_type")).ShouldBe((6 * 120, "dsp"));
        var clouds = world.Amazon.World("northwind").Clouds();
        (amc.GetProperty("total_count").GetInt32(), amc.GetProperty("instances")[0].Text("account_type")).ShouldBe((clouds, "amc"));
        all.GetProperty("summary").ToString().ShouldBe($$"""{"total":{{250 + (6 * 120) + clouds}},"advertising":250,"dsp":720,"amc":{{clouds}}}""");
        (all.GetProperty("total").GetInt32(), all.GetProperty("stale").GetBoolean()).ShouldBe((250 + 720 + clouds, false));
        var row = all.GetProperty("accounts")[0];
        (row.Text("name"), row.Text("type"), row.Text("platform_id"))
            .ShouldBe((row.Text("account_name"), row.Text("account_type"), row.Text("amazon_account_id")));
    }

    [Theory]
    [InlineData("include_dsp=false&include_amc=false", "advertising")]
    [InlineData("include_advertising=false&include_amc=false", "dsp")]
    [InlineData("include_advertising=false&include_dsp=false", "amc")]
    public async Task Excluded_account_types_are_not_returned(string query, string type)
    {
        using var person = await world.ConnectedAsync("northwind");

        (await person.GetAsync($"{All}?{query}")).Json.GetProperty("accounts").EnumerateArray().Select(a => a.Text("account_type")).Distinct()
            .ShouldBe([type]);
    }

    [Fact]
    public async Task The_list_of_all_types_syncs_unless_the_last_sync_is_younger_than_a_minute()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.World("northwind").Rename(world.Amazon.World("northwind").Accounts.ElementAt(30).Id, "Renamed for the page");
        (await person.GetAsync(All)).Text.ShouldNotContain("Renamed for the page");

        await world.PassAsync(TimeSpan.FromSeconds(61));
        var answer = (await person.GetAsync(All)).Json;

        answer.GetProperty("stale").GetBoolean().ShouldBeFalse();
        answer.ToString().ShouldContain("Renamed for the page");
    }

    [Fact]
    public async Task A_failed_sync_returns_the_stored_accounts_marked_as_stale()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.PassAsync(TimeSpan.FromSeconds(61));
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 403 });

        var answer = await person.GetAsync(All);

        (answer.Status, answer.Json.GetProperty("stale").GetBoolean()).ShouldBe((HttpStatusCode.OK, true));
        answer.Json.GetProperty("summary").GetProperty("advertising").GetInt32().ShouldBe(250);
    }

    [Fact]
    public async Task A_user_without_connections_gets_an_empty_page()
    {
        using var person = world.NewPerson();

        var answer = await person.GetAsync(All);

        (answer.Status, answer.Json.GetProperty("total").GetInt32(), answer.Json.GetProperty("stale").GetBoolean())
            .ShouldBe((HttpStatusCode.OK, 0, false));
    }

    [Fact]
    public async Task An_AMC_instance_lists_the_advertisers_that_its_managers_link()
    {
        using var person = await world.ConnectedAsync("northwind");
        var managers = Enum.GetValues<AdsRegion>().SelectMany(world.Amazon.World("northwind").Managers).ToArray();

        var instances = (await person.GetAsync("/api/v1/accounts/amc-instances")).Json.GetProperty("instances").EnumerateArray().ToArray();

        instances.Length.ShouldBe(world.Amazon.World("northwind").Clouds());
        foreach (var instance in instances)
        {
            instance.Text("status").ShouldBe("ACTIVE");
            var expected = managers.Where(m => m.Links.Any(l => l.AccountId == instance.Text("instanceId") && l.AccountType == "MARKETING_CLOUD"))
                .SelectMany(m => m.Links).Where(l => l.DspAdvertiserId is not null).Select(l => l.DspAdvertiserId!).Distinct().Order();
            instance.GetProperty("advertisers").EnumerateArray().Select(a => a.Text("advertiserId")!).Order().ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_login_that_is_denied_managers_in_every_region_gets_403()
    {
        using var person = world.NewPerson();
        world.Amazon.Inject(new Fault { Route = Routes.ListManagers, Kind = FaultKind.Status, Status = 403 });
        await world.ConnectAndFollowAsync(person, "northwind");

        var answer = await person.GetAsync("/api/v1/accounts/amc-instances");

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "amazon.forbidden"));
        (await person.GetAsync("/api/v1/accounts/amc")).Json.GetProperty("total_count").GetInt32().ShouldBe(0);
    }
}
