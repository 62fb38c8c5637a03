using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Sync;
using static Accounts.IntegrationTests.Frontend.FrontendPage;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>The calls of the page <c>/dashboard</c>. None sends a token in a header.</summary>
[Collection(nameof(FrontendWorld))]
public sealed class DashboardPageTests(FrontendWorld world)
{
    private const string Accounts = "GET /users/me/accounts";

    /// <summary>Browsers omit the header on plain HTTP, except on localhost.</summary>
    [Theory]
    [InlineData("same-origin")]
    [InlineData(null)]
    public async Task The_switcher_lists_every_account(string? site)
    {
        var listed = (await world.Reader.CookieAsync(Accounts, EmptyJson, site)).ShouldHaveShape($"[{Shapes.SwitcherAccount}]");

        listed.GetArrayLength().ShouldBe((await world.Reader.User.ListAsync("")).Count);
        listed.EnumerateArray().ShouldContain(a => a.GetProperty("isActive").GetBoolean());
        listed.EnumerateArray().ShouldContain(a => !a.GetProperty("isActive").GetBoolean());
        listed.EnumerateArray().ShouldContain(a => a.GetProperty("countryCode").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task The_switcher_lists_the_default_account_first()
    {
        var page = await world.ConnectedPageAsync();
        var last = (await page.CookieAsync(Accounts, EmptyJson)).Json.EnumerateArray().Last(a => a.GetProperty("isActive").GetBoolean()).Text("id");

        (await page.CookieAsync($"POST /accounts/{last}/switch", EmptyJson)).ShouldHaveShape("{}");

        (await page.CookieAsync(Accounts, EmptyJson)).Json.EnumerateArray().First(a => a.GetProperty("isActive").GetBoolean()).Text("id")
            .ShouldBe(last, "without a stored selection, the page takes the first active account");
    }

    [Fact]
    public async Task A_user_without_accounts_has_an_empty_switcher_and_cards_with_numbers()
    {
        var page = world.NewPage();

        (await page.CookieAsync(Accounts, EmptyJson)).ShouldHaveShape("""["string", "or none"]""").GetArrayLength().ShouldBe(0);
        (await page.CookieAsync("GET /users/me/stats", EmptyJson)).ShouldHaveShape(Shapes.Stats);
    }

    [Fact]
    public async Task The_cards_count_the_accounts()
    {
        var stats = (await world.Reader.CookieAsync("GET /users/me/stats", EmptyJson)).ShouldHaveShape(Shapes.Stats);

        stats.GetProperty("totalAccounts").GetInt32().ShouldBe((await world.Reader.User.ListAsync("")).Count);
        stats.GetProperty("activeAccounts").GetInt32().ShouldBe((await world.Reader.User.ListAsync("status=active")).Count);
    }

    [Fact]
    public async Task An_account_is_synced_by_an_empty_request()
    {
        var page = await world.ConnectedPageAsync();

        (await page.CookieAsync($"POST /accounts/{(await FrontendWorld.IdsAsync(page))[0]}/sync", EmptyJson)).ShouldHaveShape("{}");
    }

    [Fact]
    public async Task The_switched_account_is_returned_as_the_switcher_lists_it()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];

        var switched = (await page.CookieAsync($"POST /accounts/{id}/switch", EmptyJson)).ShouldHaveShape(Shapes.SwitcherAccount);

        JsonElement.DeepEquals(switched, (await page.CookieAsync(Accounts, EmptyJson)).Json[0]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("switch")]
    public async Task A_page_of_another_origin_changes_nothing(string change)
    {
        var page = await world.ConnectedPageAsync();
        var call = $"POST /accounts/{(await FrontendWorld.IdsAsync(page))[0]}/{change}";

        (await page.CookieAsync(call, EmptyJson, "cross-site")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await page.CookieAsync(call, EmptyJson, site: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_indicator_of_the_header_reads_booleans_without_a_sign_in()
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(world.Address, "/api/v1/health"), TestContext.Current.CancellationToken);

        (await ApiAnswer.OfAsync(response)).ShouldHaveShape(
            """
            { "status": "string", "timestamp": "time", "services": { "database": "boolean", "amazon_api": "boolean", "auth_service": "boolean" } }
            """);
    }
}
