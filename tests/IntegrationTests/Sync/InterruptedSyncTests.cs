using System.Text.Json;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Sync;

public sealed class InterruptedSyncTests(TestServers servers)
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(16);

    [Fact]
    public async Task A_run_of_a_killed_instance_resumes_on_another_instance()
    {
        await using var world = new LargeWorld(servers);
        await world.InitializeAsync();
        using var person = await world.SettleAsync();
        var first = await world.StartProcessAsync();
        var run = await world.ToTheMiddleAsync(person, first);

        await first.KillAsync();

        (await world.PagesDoneAsync(run)).ShouldBeLessThan(LargeWorld.Pages);
        await world.PassAsync(PastTheLease);
        var second = await world.StartProcessAsync();
        await ShouldHaveListedOnceAsync(world, person, await person.FollowAsync(run, second.Address));
    }

    [Fact]
    public async Task An_instance_that_receives_SIGTERM_hands_its_run_over_immediately()
    {
        await using var world = new LargeWorld(servers);
        await world.InitializeAsync();
        using var person = await world.SettleAsync();
        var first = await world.StartProcessAsync();
        var run = await world.ToTheMiddleAsync(person, first);

        (await first.TerminateAsync()).ShouldBe(0, string.Join('\n', first.Lines));

        (await world.PagesDoneAsync(run)).ShouldBeLessThan(LargeWorld.Pages);
        (await world.OwnerAsync(run)).ShouldBeNull("the run was not handed over");
        var second = await world.StartProcessAsync();
        await ShouldHaveListedOnceAsync(world, person, await person.FollowAsync(run, second.Address));
    }

    [Fact]
    public async Task Each_run_is_executed_by_exactly_one_of_two_instances()
    {
        await using var world = new ApiWorld(servers);
        await world.InitializeAsync();
        var other = await world.StartProcessAsync();
        var people = new List<Person>();
        for (var i = 0; i < 6; i++) people.Add(await world.ConnectedAsync("northwind"));
        world.Amazon.ClearCalls();

        var runs = await Task.WhenAll(people.Select(async (person, i) =>
        {
            var started = await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: i % 2 == 0 ? world.Address : other.Address);
            return await person.FollowAsync(started.Json.Text("sync_id")!);
        }));

        runs.ShouldAllBe(r => r.Status() == "success" && r.AccountPages() == 3 && r.Progress("accounts_seen") == 250);
        world.Listings().ShouldBe(6 * 3);
        (await world.Database.Owner.ScalarAsync<int>("select max(fence) from accounts_internal.jobs where kind = 'sync'")).ShouldBe(1);
        people.ForEach(person => person.Dispose());
    }

    /// <summary>Each page is counted once and each account is stored once. Only the page in progress is requested again.</summary>
    private static async Task ShouldHaveListedOnceAsync(LargeWorld world, Person person, JsonElement run)
    {
        run.Status().ShouldBe("success", run.ToString());
        run.AccountPages().ShouldBe(LargeWorld.Pages);
        run.Progress("accounts_seen").ShouldBe(LargeWorld.Size);
        run.Progress("created").ShouldBe(LargeWorld.Size);
        (await world.VersionsAsync(person)).Count.ShouldBe(LargeWorld.Size);
        world.Listings().ShouldBeInRange(LargeWorld.Pages, LargeWorld.Pages + 2);
    }
}
