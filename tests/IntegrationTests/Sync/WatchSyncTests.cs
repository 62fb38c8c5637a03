using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Watching a run over server-sent events, on the instance that works on it and on another.</summary>
[Trait("Route", "pooler")]
public sealed class WatchSyncTests(WatchSyncTests.World world, TestServers servers) : IClassFixture<WatchSyncTests.World>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public Task The_progress_of_a_run_on_another_instance_is_streamed() => IsSeenAsItGoesOnAsync(world);

    /// <summary>With this setting, no connection listens for notifications. The opposite, listening through a pooler, is not supported.</summary>
    [Fact]
    public async Task The_progress_of_a_run_on_another_instance_is_streamed_without_notifications()
    {
        await using var polling = new PollingWorld(servers);
        await polling.InitializeAsync();
        await IsSeenAsItGoesOnAsync(polling);
    }

    private static async Task IsSeenAsItGoesOnAsync(ApiWorld world)
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromMilliseconds(400));
        await using var worker = await world.StartProcessAsync();
        var run = await QueuedElsewhereAsync(world, person, worker);

        var events = await WatchAsync(world, person, run);

        events.Count.ShouldBeGreaterThan(3);
        events.Select(e => e.EventType).Distinct().ShouldBe(["progress"]);
        events.Select(e => long.Parse(e.EventId!)).ShouldBeInOrder();
        events[^1].Data.Status().ShouldBe("success");
        events[..^1].ShouldAllBe(e => e.Data.Status() == "queued" || e.Data.Status() == "in_progress");
        events.Select(e => e.Data.Progress("pages_done")).ShouldBeInOrder();
        events[^1].Data.ToString().ShouldBe((await person.GetAsync($"{Synced.Runs}/{run}")).Json.ToString());
    }

    [Fact]
    public async Task A_client_that_reconnects_with_a_last_event_id_receives_the_current_state()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        var run = (await person.SyncAsync()).Text("sync_id")!;
        var last = (await WatchAsync(world, person, run)).ShouldHaveSingleItem();

        (await WatchAsync(world, person, run, last.EventId)).ShouldHaveSingleItem().EventId.ShouldBe(last.EventId);
        (await WatchAsync(world, person, run, "1")).ShouldHaveSingleItem().EventId.ShouldBe(last.EventId);
        (await WatchAsync(world, person, run, "nonsense")).ShouldHaveSingleItem().EventId.ShouldBe(last.EventId);
    }

    [Fact]
    public async Task The_run_of_another_user_cannot_be_watched()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        using var other = await world.ConnectedAsync("fabrikam");
        var run = (await person.SyncAsync()).Text("sync_id")!;

        var answer = await other.GetAsync($"{Synced.Runs}/{run}/events");

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "sync.not_found"));
    }

    [Fact]
    public async Task A_stream_ends_cleanly_when_its_instance_shuts_down()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromSeconds(2));
        await using var instance = await world.StartProcessAsync();
        var run = (await person.SendAsync(HttpMethod.Post, Synced.Runs)).Json.Text("sync_id")!;

        var begun = new TaskCompletionSource();
        var watching = WatchAsync(world, person, run, instance: instance.Address, seen: () => begun.TrySetResult());
        await begun.Task;
        (await instance.TerminateAsync()).ShouldBe(0);

        (await watching)[^1].Data.Status().ShouldBeOneOf("queued", "in_progress");
    }

    /// <summary>Queued on an instance of its own, with none here to take it first.</summary>
    private static async Task<string> QueuedElsewhereAsync(ApiWorld world, Person person, TestKit.Harness.ApiProcess worker)
    {
        while (true)
        {
            var run = (await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: worker.Address)).Json.Text("sync_id")!;
            await Eventually.IsTrueAsync(async () => await OwnerAsync(world, run) is not null);
            if (!(await OwnerAsync(world, run))!.Contains($":{Environment.ProcessId}:", StringComparison.Ordinal)) return run;
            await person.FollowAsync(run);
        }
    }

    private static Task<string?> OwnerAsync(ApiWorld world, string run) =>
        world.Database.Owner.ScalarAsync<string>("select owner from accounts_internal.jobs where id = $1", Guid.Parse(run));

    private static async Task<List<SseItem<JsonElement>>> WatchAsync(ApiWorld world, Person person, string run, string? last = null,
        Uri? instance = null, Action? seen = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(instance ?? world.Address, $"{Synced.Runs}/{run}/events"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        if (last is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        response.Headers.GetValues("Cache-Control").ShouldBe(["no-cache, no-transform"]);
        response.Content.Headers.ContentEncoding.ShouldBeSubsetOf(["identity"]);
        var events = new List<SseItem<JsonElement>>();
        await foreach (var e in SseParser.Create(await response.Content.ReadAsStreamAsync(), (_, data) => JsonElement.Parse(data)).EnumerateAsync())
        {
            events.Add(e);
            seen?.Invoke();
        }

        return events;
    }

    public class World(TestServers servers) : ApiWorld(servers)
    {
        protected override int Accounts => 700;
    }

    private sealed class PollingWorld(TestServers servers) : World(servers)
    {
        protected override (string Name, string Value)[] Changes => [("Database:Pooler", "transaction")];
    }
}
