using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Npgsql;

namespace Accounts.IntegrationTests.Connections;

/// <summary>An instance is killed at each step of a scheduled refresh. The instance that completes the refresh is the one that the next test
/// kills. No other instance runs.</summary>
public sealed class KilledRefreshTests(KilledRefreshTests.World world) : IClassFixture<KilledRefreshTests.World>
{

    public enum Step
    {
        Leased,
        Answered,
        NotCommitted,
    }

    [Theory]
    [InlineData(Step.Leased)]
    [InlineData(Step.Answered)]
    [InlineData(Step.NotCommitted)]
    public async Task After_an_instance_is_killed_at_any_step_another_refreshes_the_token_once_within_thirty_seconds(Step step)
    {
        var person = world.Connected[(int)step];
        world.Amazon.ClearCalls();
        var first = await world.RunningAsync();
        await using var obstacle = await world.Database.Owner.OpenConnectionAsync();
        await using var held = await obstacle.BeginTransactionAsync();
        await ReachAsync(step, person, obstacle);
        await first.KillAsync();
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
        await held.RollbackAsync();

        (await world.ConnectionAsync<int>(person, "refresh_count")).ShouldBe(0);
        var successor = await world.StartAsync();
        await world.AdvanceAsync(TimeSpan.FromSeconds(26));
        await Eventually.IsTrueAsync(async () => await world.ConnectionAsync<int>(person, "refresh_count") == 1, "The refresh by the other instance");

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(2, "one call by each instance");
        (await world.AuditAsync(person, "token.refresh")).ShouldBe(["token.refresh success"]);
        var stored = await world.PlainAsync(person, "encrypted_refresh_token");
        world.Amazon.Grants.ShouldContain(g => !g.Revoked && g.RefreshToken == stored);
        successor.Lines.ShouldNotContain(line => line.StartsWith("crit:", StringComparison.Ordinal));
    }

    private async Task ReachAsync(Step step, Person person, NpgsqlConnection obstacle)
    {
        world.Amazon.SetLatency(Routes.Token, step == Step.Leased ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(1.5));
        if (step == Step.NotCommitted) await RunAsync(obstacle, "lock table public.auth_audit_log in exclusive mode"); // written last
        await world.ChangeConnectionAsync(person, "expires_at = app.now() + interval '5 minutes'");
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The call to Amazon");
        if (step == Step.Leased) return;

        if (step == Step.Answered) await RunAsync(obstacle, "select from public.oauth_tokens for update");
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token, 200) == 1, "Amazon's answer");
        await Eventually.IsTrueAsync(async () => await world.Database.Owner.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' "
                + "and query ~ '(oauth_tokens|auth_audit_log)')"), "The store");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One user for each step, connected before the instance in this process stops.</summary>
    public sealed class World(TestServers servers) : ConnectedWorld(servers)
    {
        private ApiProcess? _running;

        public Person[] Connected { get; private set; } = [];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Connected = [.. Enum.GetValues<Step>().Select(_ => NewPerson())];
            foreach (var person in Connected) await person.ConnectAndSyncAsync("northwind");
            await StopInstanceAsync();
        }

        internal async Task<ApiProcess> RunningAsync() => _running ?? await StartAsync();

        internal async Task<ApiProcess> StartAsync() => _running = await StartProcessAsync(("TokenRefresh:Interval", "00:00:01"));
    }
}
