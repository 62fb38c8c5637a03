using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Looking back at runs, and ending one early.</summary>
public sealed class RunHistoryTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Runs_are_listed_newest_first_and_page_by_page()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        var ids = new List<string>();
        for (var i = 0; i < 4; i++) ids.Add((await person.SyncAsync()).Text("sync_id")!);

        var first = (await person.GetAsync($"{Synced.Runs}?max_results=3")).Json;
        var second = (await person.GetAsync($"{Synced.Runs}?max_results=3&next_token={Uri.EscapeDataString(first.Text("next_token")!)}")).Json;

        var all = first.GetProperty("syncs").EnumerateArray().Concat(second.GetProperty("syncs").EnumerateArray()).Select(s => s.Text("sync_id")!).ToArray();
        all[..4].ShouldBe(ids.AsEnumerable().Reverse());
        all.Length.ShouldBe(5); // and the one of the consent
        second.GetProperty("next_token").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Runs_that_started_in_the_same_moment_are_each_shown_once()
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
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        using var person = await world.ConnectedAsync("fabrikam");

        (await person.GetAsync($"{Synced.Runs}?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_stops_keeps_what_it_stored_and_makes_room_for_the_next()
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
    public async Task What_has_ended_cannot_be_cancelled_and_what_is_not_ones_own_is_not_there()
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
