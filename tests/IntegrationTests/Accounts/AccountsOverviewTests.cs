using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>The summary and the health of all accounts agree with the list of accounts.</summary>
public sealed class AccountsOverviewTests(WholeWorld world) : IClassFixture<WholeWorld>
{
    [Fact]
    public async Task The_summary_counts_what_the_list_returns()
    {
        using var person = await world.ConnectedAsync("northwind");
        var accounts = (await person.AccountsAsync()).Values.ToArray();
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{accounts[0].Text("id")}/disconnect");

        var summary = (await person.GetAsync("/api/v1/accounts/summary")).Json;

        summary.GetProperty("total").GetInt32().ShouldBe(accounts.Length);
        foreach (var status in summary.GetProperty("by_status").EnumerateObject())
            status.Value.GetInt32().ShouldBe((await person.ListAsync($"status={status.Name}")).Count, status.Name);
        foreach (var type in summary.GetProperty("by_type").EnumerateObject())
            type.Value.GetInt32().ShouldBe((await person.ListAsync($"account_type={type.Name}")).Count, type.Name);
        foreach (var country in summary.GetProperty("by_country").EnumerateArray())
        {
            country.GetProperty("count").GetInt32()
                .ShouldBe((await person.ListAsync($"country_code={country.Text("code")}")).Count, country.Text("code"));
        }

        summary.GetProperty("with_errors").GetInt32().ShouldBe((await person.ListAsync("has_errors=true")).Count);
        summary.GetProperty("sync_age").EnumerateArray().Sum(a => a.GetProperty("count").GetInt32()).ShouldBe(accounts.Length);
    }

    [Fact]
    public async Task Health_follows_from_status_and_token()
    {
        using var person = await world.ConnectedAsync("northwind");
        var disconnected = (await person.ListAsync("status=active&has_errors=false"))[0].Text("id")!;
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{disconnected}/disconnect");

        var health = (await person.GetAsync("/api/v1/accounts/health")).Json;

        var entries = health.GetProperty("health").EnumerateArray().ToArray();
        foreach (var status in (string[])["healthy", "degraded", "error"])
            health.GetProperty("summary").GetProperty(status).GetInt32().ShouldBe(entries.Count(e => e.Text("status") == status), status);
        entries.Single(e => e.Text("accountId") == disconnected).Text("status").ShouldBe("error");
        var healthy = entries.First(e => e.Text("status") == "healthy");
        (healthy.GetProperty("is_active").GetBoolean(), healthy.GetProperty("token_valid").GetBoolean(),
            healthy.GetProperty("requires_reauth").GetBoolean())
            .ShouldBe((true, true, false));
        healthy.GetProperty("tokenHealth").GetProperty("expiresIn").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_user_without_accounts_has_an_empty_summary()
    {
        using var person = world.NewPerson();

        var summary = (await person.GetAsync("/api/v1/accounts/summary")).Json;

        (summary.GetProperty("total").GetInt32(), summary.GetProperty("oldest_sync_at").ValueKind).ShouldBe((0, JsonValueKind.Null));
        (await person.GetAsync("/api/v1/accounts/health")).Json.GetProperty("health").GetArrayLength().ShouldBe(0);
    }
}
