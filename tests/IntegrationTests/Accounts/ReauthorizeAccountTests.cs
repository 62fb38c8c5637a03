using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>The "re-authorize" dialog and "refresh all" of the existing frontend.</summary>
public sealed class ReauthorizeAccountTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        world.Amazon.ClearFaults();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Concurrent_requests_for_a_hundred_accounts_of_a_connection_cause_one_refresh()
    {
        using var person = await world.ConnectedAsync("northwind");
        var ids = (await person.ListAsync("status=active")).Take(100).Select(a => a.Text("id")!).ToArray();
        world.Amazon.ClearCalls();

        var answers = await Task.WhenAll(ids.Select(id => ReauthorizeAsync(person, id, force: true)));

        answers.ShouldAllBe(a => a.Text("status") == "success" && a.GetProperty("token_refreshed").GetBoolean());
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_valid_grant_reconnects_an_account_that_the_user_disconnected()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{id}/disconnect");

        (await ReauthorizeAsync(person, id, force: false)).Text("status").ShouldBe("success");

        (await person.GetAsync($"/api/v1/accounts/{id}")).Json.Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task An_invalid_grant_returns_the_address_of_a_flow_that_repairs_the_connection()
    {
        using var person = await world.ConnectedAsync("contoso");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        await InvalidateAsync(person);

        var answer = await ReauthorizeAsync(person, id, force: false);

        (answer.Text("status"), answer.GetProperty("token_refreshed").GetBoolean()).ShouldBe(("error", false));
        var back = await person.VisitAsync(await world.Amazon.ConsentAsync(new Uri(answer.Text("authorizationUrl")!), "contoso"));
        back.Location.ShouldNotBeNull(back.Text).Query.ShouldBe("?success=true");
        (await person.GetAsync("/api/v1/auth/connections")).Json.GetProperty("connections").EnumerateArray().Single().Text("status")
            .ShouldBe("active");
        (await ReauthorizeAsync(person, id, force: false)).Text("status").ShouldBe("success");
    }

    [Fact]
    public async Task Refresh_all_starts_no_flow_for_an_invalid_grant()
    {
        using var person = await world.ConnectedAsync("contoso");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        await InvalidateAsync(person);

        var answer = await ReauthorizeAsync(person, id, force: true);

        answer.Text("status").ShouldBe("error");
        answer.TryGetProperty("authorizationUrl", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unavailable_amazon_is_an_error_with_its_reason_and_changes_nothing()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 503 });

        var answer = await ReauthorizeAsync(person, id, force: false);

        answer.Text("status").ShouldBe("error");
        answer.Text("message").ShouldNotBeNullOrEmpty();
        answer.TryGetProperty("authorizationUrl", out _).ShouldBeFalse();
        (await person.GetAsync($"/api/v1/accounts/{id}")).Json.Text("account_status").ShouldBe("active");
    }

    [Fact]
    public async Task A_revoked_connection_is_connected_again_in_place()
    {
        using var person = await world.ConnectedAsync("contoso");
        var id = (await person.ListAsync("status=active"))[0].Text("id")!;
        await person.SendAsync(HttpMethod.Delete, "/api/v1/auth/revoke");

        var answer = await ReauthorizeAsync(person, id, force: false);

        await person.VisitAsync(await world.Amazon.ConsentAsync(new Uri(answer.Text("authorizationUrl")!), "contoso"));
        (await person.GetAsync($"/api/v1/accounts/{id}")).Json.Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_bulk_refresh_reports_each_account_and_calls_amazon_once_per_connection()
    {
        using var person = await world.ConnectedAsync("northwind");
        using var other = await world.ConnectedAsync("contoso");
        var ids = (await person.ListAsync("status=active")).Take(50).Select(a => a.Text("id")!).Append((await other.ListAsync(""))[0].Text("id")!)
            .ToArray();
        world.Amazon.ClearCalls();

        var answer =
            (await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/bulk-refresh", JsonSerializer.Serialize(new { accountIds = ids }))).Json;

        (answer.GetProperty("successful").GetInt32(), answer.GetProperty("failed").GetInt32()).ShouldBe((50, 1));
        answer.GetProperty("results").EnumerateArray().Last().Text("error").ShouldBe("account.not_found");
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    private static async Task<JsonElement> ReauthorizeAsync(Person person, string id, bool force)
    {
        var answer = await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{id}/reauthorize",
            $$"""{"force_refresh":{{(force ? "true" : "false")}}}""");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    /// <summary>The service learns it at the next refresh.</summary>
    private async Task InvalidateAsync(Person person)
    {
        world.Amazon.Inject(
            new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 400, Body = """{"error":"invalid_grant"}""", Times = 1 });
        (await person.SendAsync(HttpMethod.Post, "/api/v1/auth/refresh")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
