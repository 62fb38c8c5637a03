using System.Diagnostics;
using System.Text.Json;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>
/// The dialog that authorizes an account again, and "refresh all". The page ignores the body of any response but 200. The dialog shows success
/// only if the account's status has changed.
/// </summary>
[Collection(nameof(FrontendWorld))]
public sealed class ReauthorizationDialogTests(FrontendWorld world)
{
    private const string Shape =
        """
        { "status": "success|error", "token_refreshed": "boolean", "message": "string", "expires_at?": "time", "authorizationUrl?": "string" }
        """;

    [Fact]
    public async Task An_account_that_the_user_disconnected_is_reconnected()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];
        await page.BearerAsync($"POST /accounts/{id}/disconnect");
        (await StatusAsync(page, id)).ShouldBe("disconnected");

        var answer = await ReauthorizeAsync(page, id, force: false);

        (answer.Text("status"), answer.GetProperty("token_refreshed").GetBoolean()).ShouldBe(("success", true));
        answer.ShouldHaveShape("""{ "expires_at": "time" }""");
        (await StatusAsync(page, id)).ShouldBe("active");
    }

    [Fact]
    public async Task An_invalid_grant_opens_a_popup_that_ends_on_the_callback_page()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];
        await world.InvalidateGrantAsync(page);
        (await StatusAsync(page, id)).ShouldBe("error");

        var sent = await page.BearerAsync($"POST /accounts/{id}/reauthorize", """{"force_refresh":false}""");
        var answer = sent.ShouldHaveShape(Shape);

        (answer.Text("status"), answer.GetProperty("token_refreshed").GetBoolean()).ShouldBe(("error", false));
        sent.Headers.ShouldContainKey("Set-Cookie");
        var redirect = await world.Amazon.ConsentAsync(new Uri(answer.Text("authorizationUrl")!), "northwind", allow: true);
        (await page.VisitAsync(redirect)).Location.ShouldBe(new Uri(world.Address, "/callback?success=true"));
        (await StatusAsync(page, id)).ShouldBe("active");
    }

    [Fact]
    public async Task The_popup_of_another_browser_is_refused()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];
        await world.InvalidateGrantAsync(page);
        var answer = await ReauthorizeAsync(page, id, force: false);

        var redirect = await world.Amazon.ConsentAsync(new Uri(answer.Text("authorizationUrl")!), "northwind", allow: true);

        using var other = new FrontendPage(world, page.User);
        (await other.VisitAsync(redirect)).ErrorOf().ShouldBe("oauth.invalid_state");
        (await StatusAsync(page, id)).ShouldBe("error");
    }

    [Fact]
    public async Task Refresh_all_opens_no_popup_for_an_invalid_grant()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];
        await world.InvalidateGrantAsync(page);

        var sent = await page.BearerAsync($"POST /accounts/{id}/reauthorize", """{"force_refresh":true}""");

        var answer = sent.ShouldHaveShape(Shape);
        (answer.Text("status"), answer.GetProperty("token_refreshed").GetBoolean()).ShouldBe(("error", false));
        answer.TryGetProperty("authorizationUrl", out _).ShouldBeFalse();
        sent.Headers.ShouldNotContainKey("Set-Cookie");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accounts_in_every_state_get_200_with_a_message(bool force)
    {
        var page = await world.EveryStateAsync();

        foreach (var account in (await page.User.ListAsync("")).DistinctBy(a => a.Text("account_status")))
        {
            var answer = await ReauthorizeAsync(page, account.Text("id")!, force);
            answer.Text("message").ShouldNotBeNullOrWhiteSpace();
            answer.Text("status").ShouldBe(account.Text("account_status") == "error" ? "error" : "success");
        }
    }

    [Fact]
    public async Task An_unavailable_amazon_is_200_with_the_reason()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 503 });

        var answer = await ReauthorizeAsync(page, id, force: false);

        world.Amazon.ClearFaults();
        answer.Text("status").ShouldBe("error");
        answer.TryGetProperty("authorizationUrl", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Refresh_all_refreshes_every_active_account_with_one_call_to_amazon_every_30_seconds()
    {
        var page = await world.ConnectedPageAsync();
        var all = (await page.BearerAsync("GET /accounts/all-account-types")).Json.GetProperty("accounts").EnumerateArray();
        world.Amazon.ClearCalls();
        var began = Stopwatch.GetTimestamp();

        foreach (var id in all.Where(a => a.Text("status") == "active").Select(a => a.Text("id")!))
        {
            (await ReauthorizeAsync(page, id, force: true)).Text("status").ShouldBe("success");
            (await StatusAsync(page, id)).ShouldBe("active");
        }

        var windows = Stopwatch.GetElapsedTime(began).Ticks / TimeSpan.FromSeconds(30).Ticks;
        world.Amazon.Calls.Count(Routes.Token).ShouldBeInRange(1, 1 + (int)windows);
    }

    private static async Task<JsonElement> ReauthorizeAsync(FrontendPage page, string id, bool force) =>
        (await page.BearerAsync($"POST /accounts/{id}/reauthorize", $$"""{"force_refresh":{{(force ? "true" : "false")}}}""")).ShouldHaveShape(Shape);

    private static async Task<string?> StatusAsync(FrontendPage page, string id) =>
        (await page.BearerAsync($"GET /accounts/{id}")).ShouldHaveShape(Shapes.Row).Text("status");
}
