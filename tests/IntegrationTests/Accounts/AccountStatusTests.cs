using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>The status of one account, and the sync of one account.</summary>
public sealed class AccountStatusTests : IClassFixture<WholeWorld>, IAsyncDisposable
{
    private readonly WholeWorld _world;
    private readonly AmazonWorld _amazon;

    public AccountStatusTests(WholeWorld world)
    {
        _world = world;
        _amazon = world.Amazon.World("northwind");
        world.Freeze("northwind");
        world.Amazon.ClearCalls();
    }

    public async ValueTask DisposeAsync() => await _world.SettleAsync();

    [Fact]
    public async Task A_status_younger_than_a_minute_comes_from_the_store()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var (id, _) = await AnAccountAsync(person);

        var state = (await person.GetAsync($"/api/v1/accounts/{id}/status")).Json;

        (state.Text("account_id"), state.Text("status"), state.Text("api_status"), state.GetProperty("stale").GetBoolean())
            .ShouldBe((id, "active", "CREATED", false));
        var connection = state.GetProperty("connection");
        (connection.Text("status"), connection.GetProperty("token_valid").GetBoolean(), connection.GetProperty("needs_reauth").GetBoolean())
            .ShouldBe(("active", true, false));
        state.GetProperty("sync").Text("status").ShouldBe("completed");
        _world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(0);
    }

    [Fact]
    public async Task An_older_status_is_requested_from_amazon_once_a_minute()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var (id, amazonId) = await AnAccountAsync(person);
        await AgeAsync(person);
        _amazon.SetStatus(amazonId, "DISABLED");

        var state = (await person.GetAsync($"/api/v1/accounts/{id}/status")).Json;
        await person.GetAsync($"/api/v1/accounts/{id}/status");

        (state.Text("status"), state.Text("api_status"), state.GetProperty("stale").GetBoolean()).ShouldBe(("suspended", "DISABLED", false));
        state.GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
        _world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(1);
    }

    [Theory]
    [InlineData(404, "amazon.not_found")]
    [InlineData(403, "amazon.forbidden")]
    public async Task A_refusal_of_amazon_keeps_the_stored_status_and_marks_it_as_stale(int status, string code)
    {
        using var person = await _world.ConnectedAsync("northwind");
        var (id, _) = await AnAccountAsync(person);
        await AgeAsync(person);
        _world.Amazon.Inject(new Fault { Route = Routes.GetAccount, Kind = FaultKind.Status, Status = status });

        var state = (await person.GetAsync($"/api/v1/accounts/{id}/status")).Json;
        var synced = await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{id}/sync");

        (state.Text("status"), state.GetProperty("stale").GetBoolean(), state.GetProperty("sync").Text("status"))
            .ShouldBe(("active", true, "failed"));
        state.GetProperty("sync").Text("last_error").ShouldNotBeNullOrEmpty();
        synced.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("advertising")]
    [InlineData("dsp")]
    [InlineData("amc")]
    public async Task A_single_account_of_any_type_can_be_synced(string type)
    {
        using var person = await _world.ConnectedAsync("northwind");
        var row = (await person.GetAsync($"/api/v1/accounts?account_type={type}&page_size=1")).Json.GetProperty("accounts")[0];
        await _world.Database.Owner.ExecuteAsync("update public.user_accounts set account_name = 'old' where id = $1", Guid.Parse(row.Text("id")!));
        _world.Amazon.ClearCalls();

        var answer = await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{row.Text("id")}/sync");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json.GetProperty("account").Text("account_name").ShouldBe(row.Text("account_name"));
        _world.Listings().ShouldBe(0);
    }

    [Fact]
    public async Task A_disconnected_account_is_not_requested_from_amazon()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var (id, _) = await AnAccountAsync(person);
        await _world.Database.Owner.ExecuteAsync("update public.user_accounts set status = 'disconnected' where id = $1", Guid.Parse(id));
        await AgeAsync(person);

        var answer = await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{id}/sync");
        var state = (await person.GetAsync($"/api/v1/accounts/{id}/status")).Json;

        (answer.Status, answer.Code, state.Text("status")).ShouldBe((HttpStatusCode.Conflict, "account.disconnected", "disconnected"));
        _world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(0);
    }

    private async Task<(string Id, string AmazonId)> AnAccountAsync(Person person)
    {
        var amazonId = _amazon.Accounts.Last(a => a.Status == "CREATED").Id;
        return ((await person.AccountsAsync())[amazonId].Text("id")!, amazonId);
    }

    /// <summary>Sets the last sync to two minutes ago.</summary>
    private async Task AgeAsync(Person person)
    {
        var user = await _world.UserIdAsync(person);
        await _world.Database.Owner.ExecuteAsync(
            "update public.user_accounts set last_synced_at = last_synced_at - interval '2 minutes' where user_id = $1", user);
        await _world.Database.Owner.ExecuteAsync(
            "update public.newest_listings set completed_at = completed_at - interval '2 minutes' where user_id = $1", user);
    }
}
