using System.Net;
using System.Web;
using Accounts.IntegrationTests.Sync;
using static Accounts.IntegrationTests.Frontend.FrontendPage;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>
/// The calls of the pages without sign-in: <c>/oauth-login</c>, <c>/callback</c>, <c>/auth-dashboard</c>, <c>/token-dashboard</c> and
/// <c>/status-demo</c>. None sends a token in a header.
/// </summary>
[Collection(nameof(FrontendWorld))]
public sealed class ConnectionPagesTests(FrontendWorld world)
{
    private const string Status =
        """
        {
          "authenticated": "boolean", "token_valid": "boolean", "expires_at": "time|null", "last_refresh": "time|null", "refresh_count": "number",
          "scope": "string"
        }
        """;

    [Theory]
    [InlineData("", "same-origin")]
    [InlineData("", null)]
    [InlineData("?state=0.4382046731", "same-origin")]
    public async Task A_login_button_leads_to_amazon_and_back_to_the_callback_page(string query, string? site)
    {
        var page = world.NewPage();

        var started = (await page.CookieAsync("GET /auth/amazon/login" + query, site: site)).ShouldHaveShape("""{ "auth_url": "string" }""");

        var consent = new Uri(started.Text("auth_url")!);
        HttpUtility.ParseQueryString(consent.Query)["state"].ShouldNotBe("0.4382046731");
        var redirect = await world.Amazon.ConsentAsync(consent, "northwind", allow: true);
        (await page.VisitAsync(redirect)).Location.ShouldBe(new Uri(world.Address, "/callback?success=true"));
        (await page.CookieAsync("GET /auth/status")).ShouldHaveShape(Status).GetProperty("authenticated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_consent_leads_to_the_callback_page_with_a_message_to_show()
    {
        var page = world.NewPage();
        var started = (await page.CookieAsync("GET /auth/amazon/login")).Json;
        var redirect = await world.Amazon.ConsentAsync(new Uri(started.Text("auth_url")!), "northwind", allow: false);

        var location = (await page.VisitAsync(redirect)).Location.ShouldNotBeNull();

        location.AbsolutePath.ShouldBe("/callback");
        var query = HttpUtility.ParseQueryString(location.Query);
        query["success"].ShouldBeNull();
        query["error"].ShouldNotBeNullOrEmpty();
        query["error_description"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_status_has_what_the_pages_show_and_nothing_to_hide()
    {
        var page = await world.ConnectedPageAsync();

        var before = (await page.CookieAsync("GET /auth/status", EmptyJson)).ShouldHaveShape(Status);
        await page.CookieAsync("POST /auth/refresh");
        var after = (await page.CookieAsync("GET /auth/status", EmptyJson)).ShouldHaveShape(Status);

        (before.GetProperty("refresh_count").GetInt32(), after.GetProperty("refresh_count").GetInt32()).ShouldBe((0, 1));
        after.ShouldHaveShape("""{ "expires_at": "time", "last_refresh": "time" }""");
        after.ToString().ShouldNotContain("token\"");
    }

    [Fact]
    public async Task A_user_without_a_connection_gets_404_and_a_visitor_401_both_in_json()
    {
        using var visitor = new HttpClient();
        using var response = await visitor.GetAsync(new Uri(world.Address, "/api/v1/auth/status"), TestContext.Current.CancellationToken);

        var answers = new[] { await world.NewPage().CookieAsync("GET /auth/status", EmptyJson), await ApiAnswer.OfAsync(response) };

        answers.Select(a => a.Status).ShouldBe([HttpStatusCode.NotFound, HttpStatusCode.Unauthorized]);
        foreach (var answer in answers)
        {
            answer.Json.ShouldHaveShape("""{ "detail": "string", "error": { "code": "string", "message": "string" } }""");
            answer.Json.TryGetProperty("authenticated", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Each_way_to_refresh_returns_empty_tokens()
    {
        var page = await world.ConnectedPageAsync();

        foreach (var body in new[] { null, EmptyJson, JsonBody("""{"refresh_token":""}"""), JsonBody("""{"refresh_token":"anything","more":1}""") })
            (await page.CookieAsync("POST /auth/refresh", body)).ShouldHaveShape(Shapes.Refreshed);
    }

    [Fact]
    public async Task Auto_refresh_is_switched_on()
    {
        var page = await world.ConnectedPageAsync();

        var answer = (await page.CookieAsync("POST /auth/auto-refresh", JsonBody("""{"enabled":true}""")))
            .ShouldHaveShape("""{ "success": "boolean", "enabled": "boolean", "message": "string" }""");

        (answer.GetProperty("success").GetBoolean(), answer.GetProperty("enabled").GetBoolean()).ShouldBe((true, true));
    }
}
