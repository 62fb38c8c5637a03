using System.Text.Json;
using System.Web;
using Accounts.IntegrationTests.Sync;
using static Accounts.IntegrationTests.Frontend.FrontendPage;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>Calls that the frontend's code contains and none of its pages makes.</summary>
[Collection(nameof(FrontendWorld))]
public sealed class UnusedCallsTests(FrontendWorld world)
{
    [Fact]
    public async Task The_health_of_all_accounts() => (await world.Reader.BearerAsync("GET /accounts/health")).ShouldHaveShape(
        """
        {
          "health": [{
            "accountId": "id", "status": "healthy|degraded|error", "message": "string", "lastChecked": "time",
            "tokenHealth": { "isValid": "boolean", "expiresIn": "number", "needsRefresh": "boolean" }
          }]
        }
        """);

    [Fact]
    public async Task The_refresh_history_of_an_account()
    {
        var page = await world.ConnectedPageAsync();
        await page.CookieAsync("POST /auth/refresh");

        (await page.BearerAsync($"GET /accounts/{(await FrontendWorld.IdsAsync(page))[0]}/refresh-history")).ShouldHaveShape(
            """
            {
              "history": [{ "id": "id", "accountId": "id", "timestamp": "time", "success": "boolean", "error?": "string",
                "triggeredBy": "manual|auto|system" }]
            }
            """);
    }

    [Fact]
    public async Task A_refresh_of_several_accounts()
    {
        var page = await world.ConnectedPageAsync();

        var body = JsonSerializer.Serialize(new { accountIds = (await FrontendWorld.IdsAsync(page))[..3] });

        (await page.BearerAsync("POST /accounts/bulk-refresh", body))
            .ShouldHaveShape("""{ "results": [{ "accountId": "id", "status": "success" }] }""").GetProperty("results").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task The_user() => (await world.Reader.CookieAsync("GET /users/me", EmptyJson)).ShouldHaveShape(Shapes.User);

    [Fact]
    public async Task The_user_with_accounts_and_stats() => (await world.Reader.CookieAsync("GET /users/me/full", EmptyJson)).ShouldHaveShape(
        $$"""{ "profile": {{Shapes.User}}, "accounts": [{{Shapes.SwitcherAccount}}], "stats": {{Shapes.Stats}} }""");

    [Fact]
    public async Task The_accounts_in_amazons_format() => (await world.Reader.BearerAsync("GET /accounts/amazon-ads-accounts")).ShouldHaveShape(
        """
        {
          "accounts": [{
            "adsAccountId": "string", "accountName": "string", "status": "string",
            "alternateIds?": [{ "countryCode": "string", "profileId?": "string", "entityId?": "string" }, "or none"],
            "countryCodes?": ["string", "or none"],
            "errors?": { "*": [{ "errorId": "number", "errorCode": "string", "errorMessage": "string" }] }
          }],
          "nextToken?": "string", "total": "number", "source": "string", "timestamp": "time"
        }
        """);

    [Fact]
    public async Task A_sync_without_a_body() =>
        (await (await world.ConnectedPageAsync()).BearerAsync("POST /accounts/sync")).ShouldHaveShape("""{ "sync_id": "id", "status": "string" }""");

    [Fact]
    public async Task The_connections_of_each_profile() =>
        (await world.Reader.BearerAsync($"GET /auth/amazon/status/{world.Reader.User.Clerk.UserId}")).ShouldHaveShape(
            """
            {
              "user_id": "string", "total_connections": "number", "checked_at": "time",
              "connections": [{
                "profile_id": "string", "connected": "boolean", "needs_refresh": "boolean", "expires_at": "time|null", "last_updated": "time",
                "error": "string|null", "account_name": "string", "country_code": "string", "currency_code": "string|null"
              }]
            }
            """);

    [Fact]
    public async Task A_flow_that_a_form_completes_and_the_disconnect_of_a_profile()
    {
        var page = world.NewPage();
        var user = page.User.Clerk.UserId;
        var started = (await page.BearerAsync($"GET /auth/amazon/connect/{user}")).ShouldHaveShape("""{ "auth_url": "string" }""");
        var redirect = await world.Amazon.ConsentAsync(new Uri(started.Text("auth_url")!), "northwind", allow: true);
        var query = HttpUtility.ParseQueryString(redirect.Query);

        using var form = new FormUrlEncodedContent(new Dictionary<string, string?> { ["code"] = query["code"], ["state"] = query["state"] });
        (await page.CookieAsync("POST /auth/amazon/connect/callback", form)).Location.ShouldBe(new Uri(world.Address, "/callback?success=true"));

        (await page.BearerAsync("GET /accounts/sponsored-ads")).Json.GetProperty("total_count").GetInt32().ShouldBeGreaterThan(0);
        var connections = (await page.BearerAsync($"GET /auth/amazon/status/{user}")).Json.GetProperty("connections");
        (await page.BearerAsync($"DELETE /auth/amazon/disconnect/{user}/{connections[0].Text("profile_id")}")).ShouldHaveShape("{}");
    }
}
