using Accounts.Domain.Common;
using Accounts.Infrastructure.Persistence;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.IntegrationTests.Persistence;

/// <summary>Behind a pooler every transaction may run on a backend that has just served another user.</summary>
public sealed class TransactionPoolerTests(PooledWorld world) : IClassFixture<PooledWorld>
{
    private const int Units = 200;
    private const string NotAllowed = "42501";

    [Fact]
    public async Task Two_hundred_concurrent_units_on_three_backends_access_only_rows_of_their_own_user()
    {
        SkipWithoutPooler();
        var users = await UsersAsync(Units);
        await using var source = Source(connections: 100);
        await PoisonAsync(source, users[0]);
        var database = new Database(source);

        await Task.WhenAll(users.Select(async user =>
        {
            var name = user.Value.ToString();
            (await SeenAsync(database, user)).ShouldBe([user.Value]);
            (await database.ExecuteAsync(Identity.Of(user), $"update public.user_accounts set account_name = {name}", Ct)).ShouldBe(1);
            (await Should.ThrowAsync<PostgresException>(() => database.ExecuteAsync(Identity.Of(user), $"select 1 / 0", Ct))).SqlState
                .ShouldBe("22012");
            (await SeenAsync(database, user)).ShouldBe([user.Value]);
        }));

        (await BackendsAsync()).ShouldBeInRange(1, PooledWorld.Backends);
        (await world.Database.Owner.ScalarAsync<long>("select count(*) from public.user_accounts where account_name = user_id::text"))
            .ShouldBe(Units);
    }

    [Fact]
    public async Task A_user_left_in_the_session_by_another_client_grants_no_access()
    {
        SkipWithoutPooler();
        var users = await UsersAsync(2);
        await using var source = Source(connections: 20);
        await PoisonAsync(source, users[0]);

        await using var forgetful = source.CreateCommand("select count(*) from public.user_accounts");
        (await Should.ThrowAsync<PostgresException>(() => forgetful.ExecuteScalarAsync(Ct))).SqlState.ShouldBe(NotAllowed);
        (await SeenAsync(new Database(source), users[1])).ShouldBe([users[1].Value]);
    }

    [Fact]
    public async Task A_sync_completes_through_the_pooler()
    {
        SkipWithoutPooler();
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");

        (await person.SyncAsync()).GetProperty("status").GetString().ShouldBe("success");

        (await person.GetAsync("/api/v1/accounts?page_size=100")).Json.GetProperty("accounts").GetArrayLength().ShouldBe(100);
    }

    [Fact]
    public async Task Two_schedulers_tick_through_the_pooler()
    {
        SkipWithoutPooler();
        await world.StartInstanceAsync();
        var before = await LastTickAsync();

        await Eventually.IsTrueAsync(async () => await LastTickAsync() > before, "A tick");
    }

    [Theory]
    [InlineData("none", false, 100)]
    [InlineData("session", false, 100)]
    [InlineData("transaction", true, 0)]
    public async Task The_session_is_reset_and_statements_are_prepared_except_with_a_transaction_pooler(string pooler, bool keeps, int prepared)
    {
        var configuration = new ConfigurationManager { ["ConnectionStrings:Accounts"] = "Host=127.0.0.1;Max Auto Prepare=20;Multiplexing=true" };

        await using var source = PersistenceRegistration.DataSource(configuration, new DatabaseOptions { Pooler = pooler });

        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        (settings.NoResetOnClose, settings.MaxAutoPrepare, settings.Multiplexing).ShouldBe((keeps, prepared, false));
    }

    [Fact]
    public async Task An_unknown_pooler_setting_is_refused_at_startup_without_showing_its_value()
    {
        SkipWithoutPooler();
        await using var api = Api.Program.Build(world.Settings.With(("Database:Pooler", "statement")).AsArguments(new Uri("http://127.0.0.1:0")));

        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => api.StartAsync(Ct));

        refusal.Failures.ShouldHaveSingleItem().ShouldContain("Database:Pooler must be none, session or transaction.");
        refusal.Message.ShouldNotContain("statement");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static void SkipWithoutPooler() => Assert.SkipWhen(PgBouncer.Program is null, PgBouncer.Missing);

    private NpgsqlDataSource Source(int connections) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(world.Database.ServiceConnectionString)
        {
            MaxPoolSize = connections,
            Timeout = 60,
            CommandTimeout = 60,
        });

    private async Task<UserId[]> UsersAsync(int count)
    {
        var users = await world.Database.Owner.ScalarAsync<Guid[]>(
            """
            with u as (insert into public.users (clerk_user_id) select 'user_' || gen_random_uuid() from generate_series(1, $1) returning id),
                 a as (insert into public.user_accounts (user_id, account_name, amazon_account_id, status) select id, 'x', id::text, 'active' from u)
            select array(select id from u)
            """,
            count);
        return [.. users!.Select(id => new UserId(id))];
    }

    /// <summary>Leaves a user in the session of every backend, as a faulty client would.</summary>
    private static Task PoisonAsync(NpgsqlDataSource source, UserId user) => Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
    {
        await using var poison = source.CreateCommand($"select set_config('app.user_id', '{user.Value}', false), pg_sleep(0.02)");
        await poison.ExecuteNonQueryAsync(Ct);
    }));

    private static Task<List<Guid>> SeenAsync(Database database, UserId user) =>
        database.QueryAsync(Identity.Reading(user), $"select user_id from public.user_accounts", row => row.GetGuid(0), Ct);

    private Task<long> BackendsAsync() => world.Database.Owner.ScalarAsync<long>(
        "select count(*) from pg_stat_activity where datname = current_database() and usename = $1",
        new NpgsqlConnectionStringBuilder(world.Database.ServiceConnectionString).Username!);

    private Task<long> LastTickAsync() =>
        world.Database.Owner.ScalarAsync<long>(
            "select coalesce(extract(epoch from max(beaten_at)) * 1000, 0)::bigint from accounts_internal.heartbeats");
}
