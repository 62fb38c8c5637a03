using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Syncs that the scheduler starts.</summary>
public sealed class ScheduledSyncTests(TestServers servers)
{
    [Fact]
    public async Task A_connection_is_synced_again_only_after_its_interval()
    {
        await using var world = new ScheduledWorld(servers);
        await world.InitializeAsync();
        using var person = await world.ConnectedAsync("fabrikam");
        (await RunsAsync(world, person)).ShouldBe(["first"]);
        var due = await world.Database.Owner.ScalarAsync<double>(
            "select extract(epoch from next_sync_at - app.now())::float8 from public.oauth_tokens where user_id = $1",
            await world.UserIdAsync(person));
        due.ShouldBeInRange(3600 * 0.9 - 120, 3600 * 1.1);

        await world.PassAsync(TimeSpan.FromHours(1.2));

        await Synced.UntilAsync(async () => (await RunsAsync(world, person)).Length == 2);
        (await RunsAsync(world, person)).ShouldBe(["first", "scheduled"]);
        await Synced.UntilAsync(async () => (await person.GetAsync(Synced.Runs)).Json.GetProperty("syncs")[0].Status() == "success");
    }

    [Fact]
    public async Task A_connection_without_a_first_run_is_synced()
    {
        await using var world = new ScheduledWorld(servers);
        await world.InitializeAsync();
        using var person = await world.ConnectedAsync("fabrikam");
        await world.Database.Owner.ExecuteAsync("delete from public.account_sync_history where user_id = $1", await world.UserIdAsync(person));
        await world.Database.Owner.ExecuteAsync("update public.oauth_tokens set next_sync_at = null where user_id = $1",
            await world.UserIdAsync(person));

        await Synced.UntilAsync(async () => (await RunsAsync(world, person)).Length == 1);
    }

    [Fact]
    public async Task A_connection_that_is_reconnected_during_a_run_is_synced_when_the_run_ends()
    {
        await using var world = new ScheduledWorld(servers);
        await world.InitializeAsync();
        using var person = await world.ConnectedAsync("fabrikam");
        world.SetLatency(TimeSpan.FromSeconds(2));
        var live = (await person.SendAsync(HttpMethod.Post, Synced.Runs)).Json.GetProperty("sync_id").GetString()!;

        await person.ConnectAsync("northwind"); // the same connection, with another login behind it
        (await RunsAsync(world, person)).ShouldBe(["first", "manual"], "The live run had ended too early for this test.");
        world.SetLatency(TimeSpan.Zero);
        await person.FollowAsync(live);

        await Synced.UntilAsync(async () => (await RunsAsync(world, person)).SequenceEqual(["first", "manual", "scheduled"]));
    }

    [Fact]
    public async Task An_account_with_its_own_interval_is_synced_individually()
    {
        await using var world = new ScheduledWorld(servers);
        await world.InitializeAsync();
        using var person = await world.ConnectedAsync("northwind");
        var account = world.Amazon.World("northwind").Accounts.ElementAt(20).Id;
        world.Amazon.World("northwind").Rename(account, "Renamed meanwhile");
        await world.Database.Owner.ExecuteAsync(
            """update public.user_accounts set settings = '{"sync_interval_minutes": 15}' where user_id = $1 and amazon_account_id = $2""",
            await world.UserIdAsync(person), account);
        world.Amazon.ClearCalls();

        await Synced.UntilAsync(async () => (await person.AccountsAsync())[account].Text("account_name") == "Renamed meanwhile");

        world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(1);
        world.Listings().ShouldBe(0);
        (await world.Database.Owner.ScalarAsync<double>(
            "select extract(epoch from next_sync_at - app.now())::float8 from public.user_accounts where user_id = $1 and amazon_account_id = $2",
            await world.UserIdAsync(person), account))
            .ShouldBeInRange(780, 900);
    }

    /// <summary>The first run is that of the callback, or of the scheduler if it sees the new connection earlier.</summary>
    private static async Task<string[]> RunsAsync(ApiWorld world, Person person) => (await world.Database.Owner.ScalarAsync<string[]>(
        """
        select array(select case row_number() over (order by started_at) when 1 then 'first' else sync_type end
                     from public.account_sync_history where user_id = $1 order by started_at)
        """, await world.UserIdAsync(person)))!;

    private sealed class ScheduledWorld(TestServers servers) : ApiWorld(servers)
    {
        protected override (string Name, string Value)[] Changes => [("Sync:Interval", "01:00:00")];
    }
}
