using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>The calls of the pages <c>/settings</c> and <c>/amc</c>.</summary>
[Collection(nameof(FrontendWorld))]
public sealed class SettingsAndAmcPageTests(FrontendWorld world)
{
    private const string Instances =
        """
        {
          "instances": [{
            "instanceId": "string", "instanceName": "string", "instanceType": "string", "region": "string|null",
            "status": "ACTIVE|PROVISIONING|SUSPENDED", "dataRetentionDays": "number", "createdDate": "time",
            "advertisers": [{ "advertiserId": "string", "advertiserName": "string" }, "or none"]
          }]
        }
        """;

    private static readonly Dictionary<string, string> Shown = new()
    {
        ["active"] = "ACTIVE",
        ["pending"] = "PROVISIONING",
        ["suspended"] = "SUSPENDED",
        ["inactive"] = "SUSPENDED",
        ["disconnected"] = "SUSPENDED",
        ["error"] = "SUSPENDED",
    };

    [Fact]
    public async Task The_settings_have_what_the_page_shows() =>
        (await world.NewPage().BearerAsync("GET /settings")).ShouldHaveShape(Shapes.Preferences);

    [Theory]
    [InlineData("grid")]
    [InlineData("list")]
    public async Task The_page_saves_its_five_preferences_without_an_entity_tag(string layout)
    {
        var page = world.NewPage();

        var saved = (await page.BearerAsync("PATCH /settings",
            $$$"""
            {"preferences":{"auto_refresh_tokens":false,"default_account_id":null,"email_notifications":false,"notifications_enabled":true,
             "dashboard_layout":"{{{layout}}}"}}
            """)).ShouldHaveShape(Shapes.Preferences).GetProperty("preferences");

        (saved.GetProperty("auto_refresh_tokens").GetBoolean(), saved.GetProperty("email_notifications").GetBoolean(), saved.Text("dashboard_layout"))
            .ShouldBe((false, false, layout));
        JsonElement.DeepEquals((await page.BearerAsync("GET /settings")).ShouldHaveShape(Shapes.Preferences).GetProperty("preferences"), saved)
            .ShouldBeTrue("the page shows what it saved");
    }

    [Fact]
    public async Task Saving_null_as_the_default_account_clears_it()
    {
        var page = await world.ConnectedPageAsync();
        var id = (await FrontendWorld.IdsAsync(page))[0];
        await page.CookieAsync($"POST /accounts/{id}/switch", FrontendPage.EmptyJson);
        (await page.BearerAsync("GET /settings")).Json.GetProperty("preferences").Text("default_account_id").ShouldBe(id);

        (await page.BearerAsync("PATCH /settings", """{"preferences":{"default_account_id":null,"notifications_enabled":true}}"""))
            .Json.GetProperty("preferences").GetProperty("default_account_id").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_amc_page_signs_in_with_the_cookie_although_it_sends_a_meaningless_header()
    {
        var listed = (await world.Reader.BearerNullAsync("GET /accounts/amc-instances")).ShouldHaveShape(Instances);

        var instances = listed.GetProperty("instances").EnumerateArray().ToArray();
        instances.Select(i => i.Text("account_status")!).Distinct().Order().ShouldBe(Shown.Keys.Order());
        foreach (var instance in instances) instance.Text("status").ShouldBe(Shown[instance.Text("account_status")!]);
        instances.ShouldContain(i => i.GetProperty("advertisers").GetArrayLength() > 0);
        instances.ShouldContain(i => i.GetProperty("advertisers").GetArrayLength() == 0);
    }

    [Fact]
    public async Task A_login_without_access_to_amc_gets_403()
    {
        world.Amazon.Inject(new Fault { Route = Routes.ListManagers, Kind = FaultKind.Status, Status = 403 });
        var page = await world.ConnectedPageAsync();
        world.Amazon.ClearFaults();

        (await page.BearerNullAsync("GET /accounts/amc-instances")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
