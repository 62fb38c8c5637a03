using System.Net;
using Accounts.Api.Auth;
using Accounts.Application.Accounts;
using Accounts.Domain.Common;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.IntegrationTests.Tenancy;
using Accounts.Simulators.Control;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Accounts.IntegrationTests.Users;

/// <summary>The database decides between a deletion and a write: one of the two waits for the other.</summary>
[Trait("Route", "pooler")]
public sealed class DeletionFenceTests(DeletionFenceTests.World world) : IClassFixture<DeletionFenceTests.World>, IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Bodies = new(StringComparer.Ordinal)
    {
        ["PATCH /api/v1/auth/connections/{id}"] = """{"label":"mine"}""",
        ["POST /api/v1/auth/auto-refresh"] = """{"enabled":false}""",
    };

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    /// <summary>Another instance, or a resolution that races with the deletion, remembers the user for a minute. New routes are included
    /// automatically.</summary>
    [Fact]
    public async Task No_route_writes_a_row_or_calls_Amazon_for_a_deleted_user_whom_the_instance_remembers()
    {
        using var person = await world.ConnectedAsync("northwind");
        var (id, known) = (new UserId(await world.UserIdAsync(person)), world.Services.GetRequiredService<KnownUsers>());
        await world.Database.Owner.ExecuteAsync("update public.user_accounts set last_synced_at = null where user_id = $1", id.Value);
        await world.DeleteAsync(person);
        var belongings = await Belongings.OfAsync(world, person);
        var (before, refused) = (await belongings.ChecksumAsync(), 0);
        world.Amazon.ClearCalls();

        foreach (var route in Route.All(world).Where(r => !r.IsOpen))
        {
            foreach (var target in route.HasParameters ? belongings.Ids : [""])
            {
                known.Remember(person.Clerk.UserId, id);
                var answer = await person.SendAsync(new HttpMethod(route.Method), route.With(target),
                    Bodies.GetValueOrDefault(route.Name, route.SaneBody));
                ((int)answer.Status).ShouldBeLessThan(500, $"{route.Name}: {answer.Text}");
                if (answer.Code == "auth.user_deleted") refused++;
            }
        }

        refused.ShouldBeGreaterThan(0);
        (await belongings.ChecksumAsync()).ShouldBe(before);
        world.Amazon.Calls.Routes.Keys.Except([Routes.ClerkKeys]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_write_that_meets_an_uncommitted_deletion_waits_and_is_refused()
    {
        using var person = await world.ConnectedAsync("northwind");
        Task<ApiAnswer> login;
        string before;
        await using (var deletion = await BeginAsync("select app.apply_clerk_user($1, 'user.deleted', $1, app.now(), null, null, null, null)",
            person.Clerk.UserId))
        {
            login = person.GetAsync("/api/v1/auth/amazon/login?connection=new");
            await HeldUpAsync("hold_user");
            await deletion.CommitAsync();
            before = await world.RowsOfAsync(person);
        }

        var answer = await login;
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Unauthorized, "auth.user_deleted"));
        (await person.GetAsync(Synced.Accounts)).Code.ShouldBe("auth.user_deleted", "the user is no longer remembered");
        (await world.RowsOfAsync(person)).ShouldBe(before);
    }

    [Fact]
    public async Task A_deletion_waits_for_a_write_in_progress_and_ends_what_it_queued()
    {
        using var person = await world.ConnectedAsync("northwind");
        var user = await world.UserIdAsync(person);
        Task deletion;
        await using (var write = await BeginAsync("select set_config('role', 'accounts_api', true), set_config('app.user_id', $1, true)",
            user.ToString()))
        {
            await write.ExecuteAsync("select app.hold_user()");
            deletion = world.DeleteAsync(person);
            await HeldUpAsync("apply_clerk_user");
            await write.ExecuteAsync($"select app.enqueue_job(gen_random_uuid(), '{user}', 'of the test', '')");
            await write.CommitAsync();
        }

        await deletion;
        (await world.Database.Owner.ScalarAsync<string>("select status from accounts_internal.jobs where user_id = $1 and kind = 'of the test'",
            user)).ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_tick_queues_no_refresh_for_a_user_whose_deletion_is_in_progress()
    {
        using var person = await world.ConnectedAsync("northwind");
        var user = await world.UserIdAsync(person);
        await world.Database.Owner.ExecuteAsync("""update public.user_accounts set settings = '{"sync_interval_minutes": 15}' where user_id = $1""",
            user);
        await using (var deletion = await BeginAsync("select app.apply_clerk_user($1, 'user.deleted', $1, app.now(), null, null, null, null)",
            person.Clerk.UserId))
        {
            await world.Services.GetRequiredService<IAccountSchedule>().EnqueueDueAsync(100, CancellationToken.None);
            await deletion.CommitAsync();
        }

        (await world.Database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.jobs where user_id = $1 and kind = 'account_refresh'",
            user)).ShouldBe(0);
    }

    /// <summary>A consumption that meets an uncommitted deletion must not commit after it.</summary>
    [Fact]
    public async Task A_consent_is_not_consumed_after_the_deletion()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        Task<ApiAnswer> callback;
        await using (var deletion = await BeginAsync("select app.apply_clerk_user($1, 'user.deleted', $1, app.now(), null, null, null, null)",
            person.Clerk.UserId))
        {
            callback = person.VisitAsync(back);
            await HeldUpAsync("consume_oauth_state");
            await deletion.CommitAsync();
        }

        (await callback).ErrorOf().ShouldBe("oauth.invalid_state");
        (await world.CountAsync(person, "oauth_states", "used_at is not null")).ShouldBe(0);
        (await world.RefusedSignInsAsync(person)).ShouldBe(["oauth.invalid_state user_deleted"]);
    }

    private async Task<OpenTransaction> BeginAsync(string sql, string argument)
    {
        var connection = await world.Database.Owner.OpenConnectionAsync();
        var transaction = new OpenTransaction(connection, await connection.BeginTransactionAsync());
        await transaction.ExecuteAsync(sql, argument);
        return transaction;
    }

    private Task HeldUpAsync(string function) => Eventually.IsTrueAsync(
        () => world.Database.Owner.ScalarAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1)",
            $"%app.{function}%"),
        $"A wait in {function}");

    private sealed class OpenTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async Task ExecuteAsync(string sql, params string[] arguments)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument });
            await command.ExecuteNonQueryAsync();
        }

        public Task CommitAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override int Accounts => 5;

        protected override (string Name, string Value)[] Changes => [SignedWebhook.Setting];
    }
}
