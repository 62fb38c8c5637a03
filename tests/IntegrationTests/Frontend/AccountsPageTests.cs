using System.Text.Json;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>The calls of the page <c>/accounts</c>, but for its dialog that authorizes again.</summary>
[Collection(nameof(FrontendWorld))]
public sealed class AccountsPageTests(FrontendWorld world)
{
    private const string All = "GET /accounts/all-account-types";

    private static readonly Dictionary<string, string> Shown = new()
    {
        ["active"] = "active",
        ["pending"] = "active",
        ["suspended"] = "disconnected",
        ["inactive"] = "disconnected",
        ["disconnected"] = "disconnected",
        ["error"] = "error",
    };

    [Fact]
    public async Task The_cards_and_the_dialog_read_all_accounts_of_all_types()
    {
        var page = await world.EveryStateAsync();

        var listed = (await page.BearerAsync(All)).ShouldHaveShape($$"""{ "accounts": [{{Shapes.NamedRow}}], "total": "number" }""");

        Rows(listed, "accounts").Length.ShouldBe(listed.GetProperty("total").GetInt32());
        Rows(listed, "accounts").Select(r => r.Text("account_type")).Distinct().Order().ShouldBe(["advertising", "amc", "dsp"]);
        foreach (var row in Rows(listed, "accounts")) row.Text("status").ShouldBe(Shown[row.Text("account_status")!]);
    }

    [Fact]
    public async Task Stored_rows_replace_a_failed_list_of_all_types() =>
        (await world.Reader.BearerAsync("GET /accounts")).ShouldHaveShape(
            """
            {
              "accounts": [{ "id": "id", "account_name": "string", "amazon_account_id": "string", "account_type": "advertising|dsp|amc",
                "status": "active|pending|suspended|inactive|disconnected|error", "connected_at": "time", "metadata": {} }],
              "total": "number"
            }
            """);

    [Theory]
    [InlineData("", true, true, true)]
    [InlineData("?include_advertising=true&include_dsp=false&include_amc=false", true, false, false)]
    [InlineData("?include_advertising=false&include_dsp=true&include_amc=false", false, true, false)]
    [InlineData("?include_advertising=false&include_dsp=false&include_amc=true", false, false, true)]
    public async Task Each_entry_of_the_sync_menu_syncs_and_returns_its_types(string query, bool advertising, bool dsp, bool amc)
    {
        var page = await world.ConnectedPageAsync();
        await world.PassAsync(TimeSpan.FromSeconds(61));
        world.Amazon.ClearCalls();

        var listed = (await page.BearerAsync(All + query)).ShouldHaveShape("""{ "accounts": [{ "account_type": "string" }], "stale": "boolean" }""");

        world.Amazon.Calls.Count(Routes.ListAccounts).ShouldBeGreaterThan(0);
        listed.GetProperty("stale").GetBoolean().ShouldBeFalse();
        var types = Rows(listed, "accounts").Select(a => a.Text("account_type")).ToHashSet();
        (types.Contains("advertising"), types.Contains("dsp"), types.Contains("amc")).ShouldBe((advertising, dsp, amc));
    }

    [Theory]
    [InlineData("/accounts/sponsored-ads", "accounts", "advertising")]
    [InlineData("/accounts/dsp", "accounts", "dsp")]
    [InlineData("/accounts/amc", "instances", "amc")]
    public async Task A_table_shows_every_account_in_three_statuses(string path, string member, string type)
    {
        var listed = (await world.Reader.BearerAsync("GET " + path)).ShouldHaveShape(
            $$"""{ "{{member}}": [{{Shapes.Row}}], "total_count": "number" }""");

        var rows = Rows(listed, member);
        rows.Length.ShouldBe(listed.GetProperty("total_count").GetInt32());
        rows.Select(r => r.Text("account_type")).Distinct().ShouldBe([type]);
        rows.Select(r => r.Text("account_status")!).Distinct().Order().ShouldBe(Shown.Keys.Order());
        foreach (var row in rows) row.Text("status").ShouldBe(Shown[row.Text("account_status")!]);
        rows.ShouldContain(r => r.GetProperty("last_synced_at").ValueKind == JsonValueKind.Null, "an account that was never synced");
    }

    [Fact]
    public async Task A_dsp_row_is_opened_by_its_numeric_advertiser_id() =>
        Rows((await world.Reader.BearerAsync("GET /accounts/dsp")).Json, "accounts")
            .ShouldAllBe(row => row.Text("amazon_account_id")!.All(char.IsAsciiDigit));

    [Theory]
    [InlineData("/accounts/dsp", "total_count", Routes.ListAdvertisers)]
    [InlineData("/accounts/amc", "total_count", Routes.ListManagers)]
    public async Task A_table_waits_for_the_first_sync(string path, string count, string listing)
    {
        var page = world.NewPage();
        world.Amazon.SetLatency(listing, TimeSpan.FromMilliseconds(500));
        await page.User.ConnectAsync("northwind");

        var listed = (await page.BearerAsync("GET " + path)).Json;

        world.Amazon.SetLatency(listing, TimeSpan.Zero);
        listed.GetProperty(count).GetInt32().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("/accounts/sponsored-ads", "accounts", Routes.ListAccounts)]
    [InlineData("/accounts/dsp", "accounts", Routes.ListAdvertisers)]
    [InlineData("/accounts/amc", "instances", Routes.ListManagers)]
    public async Task A_kind_that_amazon_refuses_is_an_empty_table(string path, string member, string listing)
    {
        world.Amazon.Inject(new Fault { Route = listing, Kind = FaultKind.Status, Status = 403 });
        var page = await world.ConnectedPageAsync();
        world.Amazon.ClearFaults();

        (await page.BearerAsync("GET " + path)).ShouldHaveShape($$"""{ "{{member}}": ["string", "or none"], "total_count": "number" }""")
            .GetProperty("total_count").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_details_are_complete_for_an_account_in_every_state()
    {
        foreach (var (path, member) in new[] { ("sponsored-ads", "accounts"), ("dsp", "accounts"), ("amc", "instances") })
        {
            var rows = Rows((await world.Reader.BearerAsync($"GET /accounts/{path}")).Json, member);
            foreach (var row in rows.DistinctBy(r => (r.Text("account_status"), r.Text("last_synced_at"))).Take(10))
            {
                var details = (await world.Reader.BearerAsync($"GET /accounts/{row.Text("id")}")).ShouldHaveShape(Shapes.Row);
                JsonElement.DeepEquals(details, row).ShouldBeTrue("the dialog shows the row of the table");
            }
        }
    }

    [Fact]
    public async Task An_account_with_profiles_has_the_details_of_one()
    {
        var rows = Rows((await world.Reader.BearerAsync("GET /accounts/sponsored-ads")).Json, "accounts");

        var row = rows.First(r => r.GetProperty("profileDetails").ValueKind == JsonValueKind.Object);

        row.ShouldHaveShape(
            """
            {
              "profileDetails": { "profileId": "string", "profileName": "string", "profileType": "string", "country": "string", "currency": "string",
                "timezone": "string", "accountInfo": { "marketplaceStringId": "string", "type": "string", "name": "string" } },
              "marketplace": { "id": "string", "name": "string", "countryCode": "string", "region": "string" }
            }
            """);
    }

    [Fact]
    public async Task A_disconnected_account_is_shown_as_disconnected_after_the_reload()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];

        (await page.BearerAsync($"POST /accounts/{id}/disconnect")).ShouldHaveShape("""{ "success": "boolean", "message": "string" }""")
            .GetProperty("success").GetBoolean().ShouldBeTrue();

        Rows((await page.BearerAsync("GET /accounts/sponsored-ads")).Json, "accounts").Single(r => r.Text("id") == id).Text("status")
            .ShouldBe("disconnected");
    }

    private static JsonElement[] Rows(JsonElement json, string member) => [.. json.GetProperty(member).EnumerateArray()];
}
