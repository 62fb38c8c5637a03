using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>The rows that the existing frontend's pages read, with the values that they know.</summary>
public sealed class FrontendRowsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] Paths = ["sponsored-ads", "all-account-types"];

    [Theory]
    [InlineData("active", "active")]
    [InlineData("pending", "active")]
    [InlineData("suspended", "disconnected")]
    [InlineData("inactive", "disconnected")]
    [InlineData("disconnected", "disconnected")]
    public async Task Pages_receive_three_statuses_and_the_actual_one_beside_them(string actual, string shown)
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = await AccountAsync(person);
        await world.Database.Owner.ExecuteAsync("update public.user_accounts set status = $2 where id = $1", Guid.Parse(id), actual);

        foreach (var row in await RowsAsync(person, id)) (row.Text("status"), row.Text("account_status")).ShouldBe((shown, actual));
        var stored = (await person.GetAsync("/api/v1/accounts?page_size=100")).Json.GetProperty("accounts").EnumerateArray()
            .Single(a => a.Text("id") == id);
        (stored.Text("status"), stored.Text("account_status")).ShouldBe((actual, actual));
    }

    [Fact]
    public async Task Accounts_of_a_connection_that_needs_reauthorization_have_the_status_error()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = await AccountAsync(person);
        await world.Database.Owner.ExecuteAsync(
            "update public.oauth_tokens set status = 'needs_reauth' where id = (select connection_id from public.user_accounts where id = $1)",
            Guid.Parse(id));

        foreach (var row in await RowsAsync(person, id)) (row.Text("status"), row.Text("account_status")).ShouldBe(("error", "error"));
    }

    [Fact]
    public async Task Details_are_read_from_the_row_of_the_table()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = await AccountAsync(person);

        var row = (await person.GetAsync("/api/v1/accounts/sponsored-ads")).Json.GetProperty("accounts").EnumerateArray()
            .Single(a => a.Text("id") == id);

        (row.Text("accountName"), row.Text("accountId")).ShouldBe((row.Text("account_name"), row.Text("amazon_account_id")));
        (row.Text("createdAt"), row.Text("lastRefreshTime"), row.Text("tokenExpiresAt"))
            .ShouldBe((row.Text("connected_at"), row.Text("last_synced_at"), row.Text("token_expires_at")));
        var marketplace = row.GetProperty("marketplace");
        (marketplace.Text("id"), marketplace.Text("name"), marketplace.Text("countryCode"), marketplace.Text("region")).ShouldBe((
            row.Text("marketplace_id"), row.Text("marketplace_name"), row.GetProperty("metadata").Text("country_code"),
            row.GetProperty("metadata").Text("region")));
        JsonElement.DeepEquals(row, (await person.GetAsync($"/api/v1/accounts/{id}")).Json).ShouldBeTrue();
    }

    [Fact]
    public async Task Lists_wait_for_the_first_sync_of_a_user()
    {
        using var person = world.NewPerson();
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromMilliseconds(700));
        await person.ConnectAsync("northwind");

        var listed = await person.GetAsync("/api/v1/accounts/sponsored-ads");

        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.Zero);
        listed.Json.GetProperty("total_count").GetInt32().ShouldBeGreaterThan(0);
    }

    private static async Task<string> AccountAsync(Person person) =>
        (await person.GetAsync("/api/v1/accounts?page_size=1")).Json.GetProperty("accounts")[0].Text("id")!;

    /// <summary>The account on each page that shows it.</summary>
    private static async Task<List<JsonElement>> RowsAsync(Person person, string id)
    {
        List<JsonElement> rows = [(await person.GetAsync($"/api/v1/accounts/{id}")).Json];
        foreach (var path in Paths)
        {
            rows.Add((await person.GetAsync($"/api/v1/accounts/{path}")).Json.GetProperty("accounts").EnumerateArray()
                .Single(a => a.Text("id") == id));
        }

        return rows;
    }
}
