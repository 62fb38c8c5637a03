using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>A run continues without lost or duplicated rows after its instance is killed or the database closes its connections.</summary>
public sealed class KilledSyncTests(TestServers servers)
{
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(16);

    [Theory]
    [InlineData(Routes.ListProfiles, 2)]
    [InlineData(Routes.ListManagers, 1)]
    [InlineData(Routes.ListAccounts, 2)]
    [InlineData(Routes.ListAdvertisers, 0)]
    [InlineData(Routes.ListAdvertisers, 7)]
    public async Task A_run_killed_while_it_waits_for_a_response_completes_on_another_instance(string route, int after)
    {
        await using var world = new KilledWorld(servers);
        using var person = await world.SettledAsync();
        var first = await world.StartProcessAsync();
        world.Amazon.Inject(new Fault { Route = route, Kind = FaultKind.Stall, Skip = after, Times = 1 });
        var run = (await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: first.Address)).Json.Text("sync_id")!;
        await Synced.UntilAsync(() => Task.FromResult(world.Amazon.Calls.Count(route) > after));

        await first.KillAsync();

        await world.ShouldBeFinishedElsewhereAsync(person, run);
    }

    /// <summary>The test blocks each step with a lock on a table that the step needs.</summary>
    [Theory]
    [InlineData("accounts_internal.sync_seen")]
    [InlineData("public.user_accounts")]
    [InlineData("public.account_profiles")]
    [InlineData("public.account_relationships")]
    public async Task A_run_killed_while_it_stores_rows_completes_on_another_instance(string table)
    {
        await using var world = new KilledWorld(servers);
        using var person = await world.SettledAsync();
        var first = await world.StartProcessAsync();
        string run;
        await using (var source = Npgsql.NpgsqlDataSource.Create(world.Database.OwnerConnectionString))
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = new Npgsql.NpgsqlCommand($"lock table {table} in share row exclusive mode", connection, transaction);
            await hold.ExecuteNonQueryAsync();
            run = (await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: first.Address)).Json.Text("sync_id")!;
            await Synced.UntilAsync(() => IsHeldUpAsync(world));
            await first.KillAsync();
        }

        await world.ShouldBeFinishedElsewhereAsync(person, run);
    }

    [Fact]
    public async Task A_run_completes_although_the_database_repeatedly_closes_every_connection()
    {
        await using var world = new KilledWorld(servers);
        using var person = await world.SettledAsync();
        var instance = await world.StartProcessAsync();
        world.Amazon.SetLatency(Routes.ListAdvertisers, TimeSpan.FromMilliseconds(200));
        var run = (await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: instance.Address)).Json.Text("sync_id")!;
        for (var i = 0; i < 3; i++)
        {
            var pages = await world.PagesAsync(run);
            await Synced.UntilAsync(async () => await world.PagesAsync(run) > pages);
            await world.Database.Owner.ExecuteAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            await world.PassAsync(PastTheLease);
        }

        await world.ShouldBeFinishedElsewhereAsync(person, run);
    }

    private static Task<bool> IsHeldUpAsync(ApiWorld world) => world.Database.Owner.ScalarAsync<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' "
            + "and query like '%app.store_page%')");

    private sealed class KilledWorld(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated =>
            new() { Accounts = 450, Profiles = 120, Agencies = 4, AdvertisersPerAgency = 230, Managers = 1, LinksPerManager = 12 };

        /// <summary>A connected person without stored accounts. The instance in this process is stopped.</summary>
        public async Task<Person> SettledAsync()
        {
            await InitializeAsync();
            this.Freeze("northwind");
            var person = NewPerson();
            Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 403 });
            foreach (var route in (string[])[Routes.ListProfiles, Routes.ListManagers])
                Amazon.Inject(new Fault { Route = route, Kind = FaultKind.Status, Status = 403 });
            (await this.ConnectAndFollowAsync(person, "northwind")).Status().ShouldBe("failed");
            await StopInstanceAsync();
            Amazon.ClearFaults();
            Amazon.ClearCalls();
            return person;
        }

        public async Task<int> PagesAsync(string run) => await Database.Owner.ScalarAsync<int>(
            "select coalesce((progress->>'pages_done')::int, 0) from public.account_sync_history where id = $1", Guid.Parse(run));

        public async Task ShouldBeFinishedElsewhereAsync(Person person, string run)
        {
            await this.PassAsync(PastTheLease);
            var second = await StartProcessAsync();
            var ended = await person.FollowAsync(run, second.Address);

            ended.Status().ShouldBe("success", ended.ToString());
            Snapshot.ShouldBe(await Snapshot.StoredAsync(this, person), Snapshot.OfAmazon(Amazon.World("northwind")));
            (ended.Progress("created") + ended.Progress("unchanged") + ended.Progress("updated")).ShouldBe(ended.Progress("accounts_seen"));
            ended.Progress("created").ShouldBe(450 + (4 * 230) + Amazon.World("northwind").Clouds());
        }
    }
}
