using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>The history and the cancellation of runs.</summary>
public sealed class RunHistoryTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Runs_are_listed_newest_first_in_pages()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        var ids = new List<string>();
        for (var i = 0; i < 4; i++) ids.Add((await person.SyncAsync()).Text("sync_id")!);

        var first = (await person.GetAsync($"{Synced.Runs}?max_results=3")).Json;
        var second = (await person.GetAsync($"{Synced.Runs}?max_results=3&next_token={Uri.EscapeDataString(first.Text("next_token")!)}")).Json;

        var all = first.GetProperty("syncs").EnumerateArray().Concat(second.GetProperty("syncs").EnumerateArray()).Select(s => s.Text("sync_id")!)
            .ToArray();
        all[..4].ShouldBe(ids.AsEnumerable().Reverse());
        all.Length.ShouldBe(5); // and the one of the consent
        second.GetProperty("next_token").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Runs_with_the_same_start_time_are_each_listed_once()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        await world.Database.Owner.ExecuteAsync(
            """
            insert into public.account_sync_history (user_id, sync_type, sync_status, started_at)
            select $1, 'webhook', 'success', '2025-01-01' from generate_series(1, 7)
            """, await world.UserIdAsync(person));

        var seen = new List<string>();
        var query = "?max_results=2";
        while (query is not null)
        {
            var page = (await person.GetAsync(Synced.Runs + query)).Json;
            seen.AddRange(page.GetProperty("syncs").EnumerateArray().Select(s => s.Text("sync_id")!));
            query = page.Text("next_token") is { } token ? "?max_results=2&next_token=" + Uri.EscapeDataString(token) : null;
        }

        (seen.Count, seen.Distinct().Count()).ShouldBe((8, 8));
    }

    [Theory]
    [InlineData("max_results=0")]
    [InlineData("max_results=101")]
    [InlineData("max_results=x")]
    [InlineData("next_token=nonsense")]
    public async Task Invalid_page_parameters_are_refused(string query)
    {
        using var person = await world.ConnectedAsync("fabrikam");

        (await person.GetAsync($"{Synced.Runs}?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_cancelled_run_stops_keeps_its_stored_rows_and_allows_the_next_run()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        await world.ConnectAndFollowAsync(person, "northwind");
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromMilliseconds(700));
        var run = (await person.SendAsync(HttpMethod.Post, Synced.Runs)).Json.Text("sync_id")!;
        await Eventually.IsTrueAsync(async () => (await person.GetAsync($"{Synced.Runs}/{run}")).Json.Status() == "in_progress");

        var cancelled = await person.SendAsync(HttpMethod.Delete, $"{Synced.Runs}/{run}");

        (cancelled.Status, cancelled.Json.Status()).ShouldBe((HttpStatusCode.OK, "cancelled"));
        (await person.SendAsync(HttpMethod.Delete, $"{Synced.Runs}/{run}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.AccountsAsync()).Count.ShouldBe(250);
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.Zero);
        (await person.SyncAsync()).Status().ShouldBe("success");
        (await person.GetAsync($"{Synced.Runs}/{run}")).Json.Status().ShouldBe("cancelled");
    }

    [Fact]
    public async Task An_ended_run_cannot_be_cancelled_and_another_users_run_is_not_found()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        using var other = await world.ConnectedAsync("fabrikam");
        var run = (await person.SyncAsync()).Text("sync_id");

        var ended = await person.SendAsync(HttpMethod.Delete, $"{Synced.Runs}/{run}");
        var foreign = await other.SendAsync(HttpMethod.Delete, $"{Synced.Runs}/{run}");

        (ended.Status, ended.Code).ShouldBe((HttpStatusCode.Conflict, "sync.ended"));
        (foreign.Status, foreign.Code).ShouldBe((HttpStatusCode.NotFound, "sync.not_found"));
    }
}
