using Accounts.Simulators.Control;
using Npgsql;

namespace Accounts.IntegrationTests.Connections;

/// <summary>An instance ends without a word at each step of a renewal that nobody waits for.</summary>
public sealed class KilledRenewalTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IDisposable
{
    private static readonly (string, string) EverySecond = ("TokenRefresh:Interval", "00:00:01");

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
    public async Task Killed_at_any_step_it_is_followed_within_thirty_seconds_and_the_token_is_renewed_once(Step step)
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        await person.SyncAsync();
        world.Amazon.ClearCalls();
        var doomed = await world.StartProcessAsync(EverySecond);
        await using var obstacle = await world.Database.Owner.OpenConnectionAsync();
        await using var held = await obstacle.BeginTransactionAsync();
        await ReachAsync(step, person, obstacle);
        var heir = await world.StartProcessAsync(EverySecond);
        await doomed.KillAsync();
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
        await held.RollbackAsync();

        (await world.ConnectionAsync<int>(person, "refresh_count")).ShouldBe(0);
        await world.AdvanceAsync(TimeSpan.FromSeconds(26));
        await Eventually.IsTrueAsync(async () => await world.ConnectionAsync<int>(person, "refresh_count") == 1, "The other's renewal");

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(2, "one by each");
        (await world.AuditAsync(person, "token.refresh")).ShouldBe(["token.refresh success"]);
        var stored = await world.PlainAsync(person, "encrypted_refresh_token");
        world.Amazon.Grants.ShouldContain(g => !g.Revoked && g.RefreshToken == stored);
        await heir.KillAsync();
    }

    public void Dispose() => world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);

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
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ '(oauth_tokens|auth_audit_log)')"), "The store");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
