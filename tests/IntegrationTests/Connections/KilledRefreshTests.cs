using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Npgsql;

namespace Accounts.IntegrationTests.Connections;

/// <summary>An instance ends without a word at each step of a refresh that nobody waits for. Each test has a world of its own, in which no other instance ticks.</summary>
public sealed class KilledRefreshTests(TestServers servers) : IAsyncLifetime
{
    private static readonly (string, string) EverySecond = ("TokenRefresh:Interval", "00:00:01");
    private readonly ConnectedWorld _world = new(servers);

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
    public async Task Killed_at_any_step_it_is_followed_within_thirty_seconds_and_the_token_is_refreshed_once(Step step)
    {
        using var person = _world.NewPerson();
        await person.ConnectAsync("northwind");
        await person.SyncAsync();
        await _world.StopInstanceAsync();
        _world.Amazon.ClearCalls();
        var first = await _world.StartProcessAsync(EverySecond);
        await using var obstacle = await _world.Database.Owner.OpenConnectionAsync();
        await using var held = await obstacle.BeginTransactionAsync();
        await ReachAsync(step, person, obstacle);
        await first.KillAsync();
        _world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
        await held.RollbackAsync();

        (await _world.ConnectionAsync<int>(person, "refresh_count")).ShouldBe(0);
        var successor = await _world.StartProcessAsync(EverySecond);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(26));
        await Eventually.IsTrueAsync(async () => await _world.ConnectionAsync<int>(person, "refresh_count") == 1, "The other's refresh");

        _world.Amazon.Calls.Count(Routes.Token).ShouldBe(2, "one by each");
        (await _world.AuditAsync(person, "token.refresh")).ShouldBe(["token.refresh success"]);
        var stored = await _world.PlainAsync(person, "encrypted_refresh_token");
        _world.Amazon.Grants.ShouldContain(g => !g.Revoked && g.RefreshToken == stored);
        successor.Lines.ShouldNotContain(line => line.StartsWith("crit:", StringComparison.Ordinal));
    }

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task ReachAsync(Step step, Person person, NpgsqlConnection obstacle)
    {
        _world.Amazon.SetLatency(Routes.Token, step == Step.Leased ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(1.5));
        if (step == Step.NotCommitted) await RunAsync(obstacle, "lock table public.auth_audit_log in exclusive mode"); // written last
        await _world.ChangeConnectionAsync(person, "expires_at = app.now() + interval '5 minutes'");
        await Eventually.IsTrueAsync(() => _world.Amazon.Calls.Count(Routes.Token) == 1, "The call to Amazon");
        if (step == Step.Leased) return;

        if (step == Step.Answered) await RunAsync(obstacle, "select from public.oauth_tokens for update");
        await Eventually.IsTrueAsync(() => _world.Amazon.Calls.Count(Routes.Token, 200) == 1, "Amazon's answer");
        await Eventually.IsTrueAsync(async () => await _world.Database.Owner.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ '(oauth_tokens|auth_audit_log)')"), "The store");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
