using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Users;

/// <summary>The signed-in user, as the existing frontend reads it.</summary>
public sealed class MeTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Me = "/api/v1/users/me";

    [Fact]
    public async Task The_profile_has_every_member_and_a_change_keeps_absent_names()
    {
        using var person = world.NewPerson();
        var profile = await person.GetAsync(Me);
        profile.Status.ShouldBe(HttpStatusCode.OK, profile.Text);
        profile.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["id", "email", "firstName", "lastName", "imageUrl", "createdAt", "lastLoginAt"]);
        profile.Json.Text("id").ShouldBe((await world.UserIdAsync(person)).ToString());

        (await PatchAsync(person, """{"firstName":" Ada ","lastName":"Lovelace"}""")).Json.Text("firstName").ShouldBe("Ada");
        var changed = await PatchAsync(person, """{"lastName":""}""");

        (changed.Json.Text("firstName"), changed.Json.Text("lastName")).ShouldBe(("Ada", null));
        (await person.GetAsync(Me)).Text.ShouldBe(changed.Text);
        (await PatchAsync(person, "{}")).Text.ShouldBe(changed.Text);
        var events = (await person.GetAsync("/api/v1/auth/audit?event_type=user.update")).Json.GetProperty("events").EnumerateArray().ToArray();
        events.Select(e => e.GetProperty("metadata").ToString()).ShouldBe(
            ["""{"last_name":"Lovelace → none"}""", """{"last_name":"none → Lovelace","first_name":"none → Ada"}"""],
            "an unchanged name is no change");
    }

    [Theory]
    [InlineData("""{"firstName":7}""")]
    [InlineData("""{"firstName":"a\u0000b"}""")]
    [InlineData("""{"firstName":"101"}""")]
    [InlineData("""{"first_name":"Ada"}""")]
    [InlineData("""{"email":"ada@example.com"}""")]
    [InlineData("""{"id":"0190e3e0-0000-7000-8000-000000000000"}""")]
    public async Task An_invalid_change_is_refused(string body)
    {
        using var person = world.NewPerson();
        var before = await person.GetAsync(Me);

        (await PatchAsync(person, body.Replace("101", new string('x', 101), StringComparison.Ordinal))).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await person.GetAsync(Me)).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task The_accounts_are_a_complete_list_with_the_default_account_first()
    {
        using var person = await world.ConnectedAsync("northwind");
        var rows = await person.ListAsync("");
        var chosen = rows.Last(r => r.Text("status") == "active");
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{chosen.Text("id")}/switch");
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{rows.First(r => r.Text("status") == "active").Text("id")}/disconnect");
        rows = await person.ListAsync("");

        var accounts = (await person.GetAsync(Me + "/accounts")).Json.EnumerateArray().ToArray();

        accounts[0].EnumerateObject().Select(m => m.Name).ShouldBe(
            ["id", "name", "advertiserId", "marketplaceId", "countryCode", "currencyCode", "isActive", "lastSyncAt"]);
        accounts[0].Text("id").ShouldBe(chosen.Text("id"));
        accounts.Skip(1).Select(a => a.Text("id")).ShouldBe(rows.Select(r => r.Text("id")).Where(id => id != chosen.Text("id")));
        foreach (var account in accounts)
        {
            var row = rows.Single(r => r.Text("id") == account.Text("id"));
            (account.Text("name"), account.Text("advertiserId"), account.GetProperty("isActive").GetBoolean())
                .ShouldBe((row.Text("account_name"), row.Text("amazon_account_id"), row.Text("account_status") == "active"));
            account.Text("countryCode").ShouldBe(row.GetProperty("metadata").Text("country_code"));
            account.Text("currencyCode").ShouldBe(row.GetProperty("metadata").Text("currency_code"));
        }
    }

    [Fact]
    public async Task The_accounts_wait_for_the_first_sync()
    {
        using var person = world.NewPerson();
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromSeconds(1));
        try
        {
            await person.ConnectAsync("northwind");

            (await person.GetAsync(Me + "/accounts")).Json.GetArrayLength().ShouldBe(20);
        }
        finally
        {
            world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task The_stats_are_numbers_also_of_a_user_without_accounts()
    {
        using var nobody = world.NewPerson();
        using var person = await world.ConnectedAsync("northwind");
        var active = (await person.ListAsync("status=active")).Count;

        (await nobody.GetAsync(Me + "/stats")).Text.ShouldBe(Stats(0, 0));
        (await person.GetAsync(Me + "/stats")).Text.ShouldBe(Stats(20, active));
        (await nobody.GetAsync(Me + "/accounts")).Text.ShouldBe("[]");
    }

    [Fact]
    public async Task The_full_response_combines_the_others()
    {
        using var person = await world.ConnectedAsync("northwind");

        var full = (await person.GetAsync(Me + "/full")).Json;

        full.EnumerateObject().Select(m => m.Name).ShouldBe(["profile", "accounts", "stats"]);
        full.GetProperty("profile").ToString().ShouldBe((await person.GetAsync(Me)).Text);
        full.GetProperty("accounts").ToString().ShouldBe((await person.GetAsync(Me + "/accounts")).Text);
        full.GetProperty("stats").ToString().ShouldBe((await person.GetAsync(Me + "/stats")).Text);
    }

    [Fact]
    public async Task The_session_names_its_impersonator_who_cannot_change_the_user()
    {
        using var person = world.NewPerson();

        var own = (await person.GetAsync("/api/v1/users/session")).Json;
        var acting = (await person.SendAsync(HttpMethod.Get, "/api/v1/users/session", token: Acting)).Json;
        var refused = await person.SendAsync(HttpMethod.Patch, Me, """{"firstName":"Mallory"}""", token: Acting);

        own.EnumerateObject().Select(m => m.Name).ShouldBe(["authenticated", "sessionId", "impersonator", "user"]);
        own.Text("sessionId").ShouldNotBeNull().ShouldStartWith("sess_");
        own.GetProperty("impersonator").ValueKind.ShouldBe(JsonValueKind.Null);
        own.GetProperty("user").ToString().ShouldBe((await person.GetAsync(Me)).Text);
        acting.Text("impersonator").ShouldBe("user_support00001");
        refused.Code.ShouldBe("connection.impersonation_refused");
        (await person.GetAsync(Me)).Json.GetProperty("firstName").ValueKind.ShouldBe(JsonValueKind.Null);

        static void Acting(ClerkTokenShape token) => token.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" };
    }

    private static string Stats(int total, int active) =>
        $$"""{"totalAccounts":{{total}},"activeAccounts":{{active}},"totalCampaigns":0,"totalSpend":0,"impressions":0,"clicks":0,"conversions":0}""";

    private static Task<ApiAnswer> PatchAsync(Person person, string body) => person.SendAsync(HttpMethod.Patch, Me, body);
}
