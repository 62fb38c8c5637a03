using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Npgsql;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>Disconnect, reconnect and the default account: what the user decides, a sync keeps.</summary>
public sealed class AccountDecisionsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Accounts = "/api/v1/accounts";

    [Theory]
    [InlineData("POST", "/disconnect")]
    [InlineData("DELETE", "")]
    public async Task A_disconnected_account_stays_disconnected_until_the_user_reconnects_it(string method, string path)
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;

        for (var i = 0; i < 2; i++)
        {
            var done = await person.SendAsync(new HttpMethod(method), $"{Accounts}/{id}{path}");
            (done.Status, done.Json.GetProperty("success").GetBoolean(), done.Json.Text("status"), done.Json.Text("account_id"))
                .ShouldBe((HttpStatusCode.OK, true, "success", id));
        }

        await person.SyncAsync();
        (await StatusAsync(person, id)).ShouldBe("disconnected");
        (await AuditedAsync(person, "account.disconnect", id)).ShouldBe(1);

        (await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/reconnect")).Status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(person, id)).ShouldBe("active");
        (await AuditedAsync(person, "account.reconnect", id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_disconnect_that_commits_while_a_page_is_being_stored_is_kept()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        await using var page = await connection.BeginTransactionAsync();
        await using (var held = new NpgsqlCommand($"update public.user_accounts set status = 'active', last_synced_at = app.now() where id = '{id}'",
            connection, page))
        {
            await held.ExecuteNonQueryAsync();
        }

        var disconnect = person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/disconnect");
        await page.CommitAsync();

        (await disconnect).Status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(person, id)).ShouldBe("disconnected");
    }

    [Fact]
    public async Task A_reconnected_account_takes_the_status_that_amazon_listed_last()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=suspended"))[0].Text("id")!;

        await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/disconnect");
        await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/reconnect");

        (await StatusAsync(person, id)).ShouldBe("suspended");
    }

    [Fact]
    public async Task A_new_default_account_replaces_the_previous_one()
    {
        using var person = await world.ConnectedAsync("northwind");
        var ids = (await person.ListAsync("status=active")).Take(2).Select(a => a.Text("id")!).ToArray();

        foreach (var id in ids) (await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/switch")).Status.ShouldBe(HttpStatusCode.OK);

        (await DefaultsAsync(person)).ShouldBe([ids[1]]);
    }

    [Fact]
    public async Task Concurrent_switches_leave_exactly_one_default_account()
    {
        using var person = await world.ConnectedAsync("northwind");
        var ids = (await person.ListAsync("status=active")).Take(8).Select(a => a.Text("id")!).ToArray();

        var switched = await Task.WhenAll(ids.Concat(ids).Select(id => person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/switch")));

        switched.ShouldAllBe(s => s.Status == HttpStatusCode.OK);
        (await DefaultsAsync(person)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_disconnected_account_cannot_become_the_default()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/switch");
        await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/disconnect");

        var refused = await person.SendAsync(HttpMethod.Post, $"{Accounts}/{id}/switch");

        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Conflict, "account.disconnected"));
        (await DefaultsAsync(person)).ShouldBeEmpty();
    }

    private static async Task<string?> StatusAsync(Person person, string id) =>
        (await person.GetAsync($"{Accounts}/{id}")).Json.Text("account_status");

    private static async Task<string[]> DefaultsAsync(Person person) =>
        [.. (await person.AccountsAsync()).Values.Where(a => a.GetProperty("is_default").ValueKind == JsonValueKind.True).Select(a => a.Text("id")!)];

    private static async Task<int> AuditedAsync(Person person, string type, string id) =>
        (await person.GetAsync($"/api/v1/auth/audit?event_type={type}")).Json.GetProperty("events").EnumerateArray()
            .Count(e => e.Text("target_id") == id);
}
