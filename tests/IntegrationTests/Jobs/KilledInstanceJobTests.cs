using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;
using Npgsql;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>
/// An instance is killed (SIGKILL) at a named point between its claim of a job and the recorded end of its step. A trigger of the test holds the
/// instance there. The database also ends the dead instance's connection, which it would otherwise notice late.
/// </summary>
public sealed class KilledInstanceJobTests(KilledInstanceJobTests.World world) : IClassFixture<KilledInstanceJobTests.World>
{
    private const int Gate = 4711;

    [Theory]
    [InlineData("public.account_sync_history", "old.sync_status = 'queued' and new.sync_status = 'in_progress'", "between claim and step")]
    [InlineData("accounts_internal.jobs", "new.status = 'succeeded'", "between the step and its end")]
    public async Task Another_instance_finishes_the_job_of_a_killed_instance_within_30_seconds(string table, string point, string where)
    {
        var first = await world.StartProcessAsync();
        await world.Database.Owner.ExecuteAsync(
            $"""
            create or replace function public.wait_at_gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock({Gate});
            return new; end $$;
            create trigger at_gate before update on {table} for each row when ({point}) execute function public.wait_at_gate();
            """);
        string run;
        await using (var gate = await world.Database.Owner.OpenConnectionAsync())
        {
            await ExecuteAsync(gate, $"select pg_advisory_lock({Gate})");
            run = (await world.Owner.SendAsync(HttpMethod.Post, Synced.Runs, instance: first.Address)).Json.Text("sync_id")!;
            await Eventually.IsTrueAsync(async () => (await WaitingAsync()).Length == 1, where);
            var second = await world.StartProcessAsync();

            var killedAt = await world.Database.Owner.ScalarAsync<DateTime>("select app.now()");
            await first.KillAsync();
            await world.Database.Owner.ExecuteAsync("select pg_terminate_backend(pid, 5000) from unnest($1) as pid", await WaitingAsync());
            await ExecuteAsync(gate, $"select pg_advisory_unlock({Gate})");

            (await world.Owner.FollowAsync(run, second.Address)).Status().ShouldBe("success");
            await Eventually.IsTrueAsync(async () => await JobAsync<string>(run, "status") == "succeeded", "The end of the job");
            (await JobAsync<DateTime>(run, "completed_at")).ShouldBeLessThan(killedAt.AddSeconds(30));
            (await JobAsync<int>(run, "fence")).ShouldBe(2);
            await second.TerminateAsync();
        }

        await world.Database.Owner.ExecuteAsync($"drop trigger at_gate on {table}");
    }

    private async Task<int[]> WaitingAsync() => await world.Database.Owner.ScalarAsync<int[]>(
        "select array(select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory')") ?? [];

    private Task<T?> JobAsync<T>(string run, string column) =>
        world.Database.Owner.ScalarAsync<T>($"select {column} from accounts_internal.jobs where id = $1", Guid.Parse(run));

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The instance in this process is stopped once somebody has connected.</summary>
    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        internal Person Owner { get; private set; } = null!;

        protected override SimulatorOptions Simulated => new() { Accounts = 20, Agencies = 0, Managers = 0 };

        protected override (string Name, string Value)[] Changes => [("Jobs:Lease", "00:00:03")];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Owner = await this.ConnectedAsync("northwind");
            await StopInstanceAsync();
        }
    }
}
