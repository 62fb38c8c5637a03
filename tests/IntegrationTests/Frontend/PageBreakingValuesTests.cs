using System.Globalization;
using System.Text.Json;
using Accounts.IntegrationTests.Sync;
using static Accounts.IntegrationTests.Frontend.FrontendPage;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>
/// Values that blank a page or replace it with an error: a date that cannot be parsed, an unknown status, an absent list or number. The user has
/// accounts in every state, one that was never synced, and one as the Python service stored it.
/// </summary>
[Collection(nameof(FrontendWorld))]
public sealed class PageBreakingValuesTests(FrontendWorld world)
{
    private static readonly string[] Tables = ["/accounts/sponsored-ads", "/accounts/dsp", "/accounts/amc"];

    [Theory]
    [InlineData("connected_at")]
    [InlineData("last_synced_at")]
    [InlineData("createdAt")]
    public async Task The_dates_of_a_row_can_be_parsed(string member)
    {
        foreach (var row in await RowsAsync()) ShouldBeDate(row.GetProperty(member), orNull: member == "last_synced_at");
    }

    [Fact]
    public async Task The_status_of_a_row_is_known_to_the_details()
    {
        foreach (var row in await RowsAsync()) row.Text("status").ShouldBeOneOf("active", "error", "disconnected");
    }

    [Fact]
    public async Task An_alternate_id_has_a_country_and_a_country_has_its_ids_in_one_entry()
    {
        var all = (await RowsAsync()).Select(row => row.GetProperty("metadata").GetProperty("alternate_ids").EnumerateArray().ToArray()).ToArray();

        foreach (var id in all.SelectMany(ids => ids)) id.Text("countryCode").ShouldNotBeNullOrEmpty();
        all.Select(ids => string.Join("; ", ids.Select(Written)))
            .ShouldContain("US 9007199254740993 ENTITY1; CA 789 ENTITY3", "the row of the Python service");

        static string Written(JsonElement id) => $"{id.Text("countryCode")} {id.Text("profileId")} {id.Text("entityId")}";
    }

    [Fact]
    public async Task The_last_refresh_can_be_parsed_once_there_is_one()
    {
        var page = await world.ConnectedPageAsync();
        ShouldBeDate((await page.CookieAsync("GET /auth/status")).Json.GetProperty("last_refresh"), orNull: true);

        await page.CookieAsync("POST /auth/refresh");

        ShouldBeDate((await page.CookieAsync("GET /auth/status")).Json.GetProperty("last_refresh"), orNull: false);
    }

    [Theory]
    [InlineData("impressions")]
    [InlineData("clicks")]
    [InlineData("totalSpend")]
    [InlineData("conversions")]
    public async Task The_cards_have_numbers(string member)
    {
        foreach (var page in new[] { world.Reader, world.NewPage() })
            (await page.CookieAsync("GET /users/me/stats", EmptyJson)).Json.GetProperty(member).ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task An_amc_instance_has_a_list_of_advertisers_a_date_and_a_number()
    {
        var instances = (await world.Reader.BearerNullAsync("GET /accounts/amc-instances")).Json.GetProperty("instances").EnumerateArray().ToArray();

        instances.ShouldContain(i => i.GetProperty("advertisers").GetArrayLength() == 0);
        foreach (var instance in instances)
        {
            instance.GetProperty("advertisers").ValueKind.ShouldBe(JsonValueKind.Array);
            instance.GetProperty("dataRetentionDays").ValueKind.ShouldBe(JsonValueKind.Number);
            ShouldBeDate(instance.GetProperty("createdDate"), orNull: false);
        }
    }

    [Fact]
    public async Task The_switcher_gets_a_list_and_the_indicator_its_services()
    {
        foreach (var page in new[] { world.Reader, world.NewPage() })
        {
            (await page.CookieAsync("GET /users/me/accounts", EmptyJson)).Json.ValueKind.ShouldBe(JsonValueKind.Array);
            (await page.CookieAsync("GET /health")).Json.GetProperty("services").ValueKind.ShouldBe(JsonValueKind.Object);
        }
    }

    [Fact]
    public async Task A_refresh_has_both_tokens_as_text_and_a_login_its_address()
    {
        var page = await world.ConnectedPageAsync();

        var refreshed = (await page.CookieAsync("POST /auth/refresh", JsonBody("""{"refresh_token":""}"""))).Json;

        (refreshed.Text("access_token"), refreshed.Text("refresh_token")).ShouldBe(("", ""));
        Uri.IsWellFormedUriString((await page.CookieAsync("GET /auth/amazon/login")).Json.Text("auth_url"), UriKind.Absolute).ShouldBeTrue();
    }

    private static void ShouldBeDate(JsonElement value, bool orNull)
    {
        if (orNull && value.ValueKind == JsonValueKind.Null) return;

        DateTimeOffset.TryParseExact(
            value.GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            .ShouldBeTrue(value.ToString());
        date.Year.ShouldBeInRange(2000, 2100);
    }

    private async Task<JsonElement[]> RowsAsync()
    {
        var rows = new List<JsonElement>();
        foreach (var path in Tables)
        {
            var table = (await world.Reader.BearerAsync("GET " + path)).Json;
            rows.AddRange(table.GetProperty(path.EndsWith("amc", StringComparison.Ordinal) ? "instances" : "accounts").EnumerateArray());
        }

        rows.Select(row => row.Text("account_status")!).Distinct().Count().ShouldBe(6);
        return [.. rows];
    }
}
