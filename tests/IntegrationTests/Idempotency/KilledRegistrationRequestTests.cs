using System.Net;
using Accounts.IntegrationTests.Registration;
using Accounts.IntegrationTests.Sync;
using Npgsql;

namespace Accounts.IntegrationTests.Idempotency;

/// <summary>
/// The instance is killed (SIGKILL) after it has stored the registration and before it responds. A trigger of the test holds it there.
/// </summary>
public sealed class KilledRegistrationRequestTests(RegistrationWorld world) : IClassFixture<RegistrationWorld>
{
    private const int Gate = 4712;

    [Fact]
    public async Task The_repeated_request_follows_the_same_registration_to_one_account()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var first = await world.StartProcessAsync(("Idempotency:Lease", "00:00:01"));
        await world.Database.Owner.ExecuteAsync(
            $"""
            create function public.wait_at_gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock({Gate});
            return new; end $$;
            create trigger at_gate before update on accounts_internal.idempotency_keys for each row when (new.status is not null)
              execute function public.wait_at_gate();
            """);
        await using var gate = await world.Database.Owner.OpenConnectionAsync();
        await ExecuteAsync(gate, $"select pg_advisory_lock({Gate})");
        var lost = person.RegisterWithAsync("killed", name, first.Address);
        await Eventually.IsTrueAsync(async () => (await WaitingAsync()).Length == 1, "The request stores its response");

        await first.KillAsync();

        await Should.ThrowAsync<HttpRequestException>(() => lost);
        await world.Database.Owner.ExecuteAsync("select pg_terminate_backend(pid, 5000) from unnest($1) as pid", await WaitingAsync());
        await ExecuteAsync(gate, $"select pg_advisory_unlock({Gate})");
        ApiAnswer repeated = null!;
        await Eventually.IsTrueAsync(
            async () =>
            {
                repeated = await person.RegisterWithAsync("killed", name);
                return repeated.Code != "idempotency.in_progress";
            },
            "The lease expires");

        repeated.Status.ShouldBe(HttpStatusCode.Accepted, repeated.Text);
        var end = await person.EndOfAsync(repeated.Json.Text("account_id")!);
        world.CreatedAs(name).ShouldHaveSingleItem().Id.ShouldBe(end.Text("amazon_account_id"));
        (await world.RegistrationsAsync(name)).ShouldBe(1);
    }

    private async Task<int[]> WaitingAsync() => await world.Database.Owner.ScalarAsync<int[]>(
        "select array(select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory')") ?? [];

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
