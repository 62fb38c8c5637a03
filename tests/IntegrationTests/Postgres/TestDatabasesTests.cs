using Accounts.TestKit.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

public sealed class TestDatabasesTests(SmallSchema schema) : IClassFixture<SmallSchema>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_clone_has_the_schema_and_no_rows_of_another_clone()
    {
        await using var mine = await schema.Databases.CreateAsync(Ct);
        await using var yours = await schema.Databases.CreateAsync(Ct);

        await Sql.ScalarAsync<int>(mine.OwnerConnectionString, "insert into things values (gen_random_uuid(), 'a') returning 1", Ct);

        (await Sql.ScalarAsync<long>(mine.OwnerConnectionString, "select count(*) from things", Ct)).ShouldBe(1);
        (await Sql.ScalarAsync<long>(yours.OwnerConnectionString, "select count(*) from things", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Clones_can_be_created_concurrently()
    {
        var clones = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => schema.Databases.CreateAsync(Ct)));

        clones.Select(clone => clone.OwnerConnectionString).Distinct().Count().ShouldBe(8);
        await Task.WhenAll(clones.Select(clone => clone.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_disposed_clone_is_dropped_even_with_an_open_connection()
    {
        var clone = await schema.Databases.CreateAsync(Ct);
        var name = new NpgsqlConnectionStringBuilder(clone.OwnerConnectionString).Database;
        await using var open = new NpgsqlConnection(clone.ServiceConnectionString);
        await open.OpenAsync(Ct);

        await clone.DisposeAsync();

        await using var other = await schema.Databases.CreateAsync(Ct);
        (await Sql.ScalarAsync<bool>(other.OwnerConnectionString, $"select exists (select from pg_database where datname = '{name}')", Ct))
            .ShouldBeFalse();
    }

    [Fact]
    public async Task The_service_uses_the_advanced_clock_of_its_database()
    {
        await using var moved = await schema.Databases.CreateAsync(Ct);
        await using var still = await schema.Databases.CreateAsync(Ct);
        const string Ahead = "begin; set local role accounts_api; select extract(epoch from app.now() - clock_timestamp())::float8; commit";

        await moved.AdvanceClockAsync(TimeSpan.FromHours(2), Ct);
        await moved.AdvanceClockAsync(TimeSpan.FromMinutes(1), Ct);

        (await Sql.ScalarAsync<double>(moved.ServiceConnectionString, Ahead, Ct)).ShouldBe(7260, tolerance: 1);
        (await Sql.ScalarAsync<double>(still.ServiceConnectionString, Ahead, Ct)).ShouldBe(0, tolerance: 1);
        (await Sql.ScalarAsync<string>(moved.OwnerConnectionString, "select provolatile::text from pg_proc where oid = 'app.now()'::regprocedure",
            Ct)).ShouldBe("s");
    }

    [Fact]
    public async Task The_service_connects_through_the_pooler_if_present_and_the_owner_connects_directly()
    {
        await using var database = await schema.Databases.CreateAsync(Ct);

        database.Pooler.ShouldBe(PgBouncer.Asked ? "transaction" : "none");
        (PortOf(database.ServiceConnectionString) != PortOf(database.OwnerConnectionString)).ShouldBe(PgBouncer.Asked);
        (await Sql.ScalarAsync<long>(database.ServiceConnectionString, "select 1::bigint", Ct)).ShouldBe(1);

        static int PortOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Port;
    }

    [Fact]
    public async Task Two_runs_on_one_server_do_not_affect_each_other()
    {
        await using var mine = await schema.Databases.CreateAsync(Ct);
        var server = new NpgsqlConnectionStringBuilder(mine.OwnerConnectionString) { Database = "postgres" }.ConnectionString;

        string login;
        await using (var second = await SmallSchema.StartAsync(Ct, server))
        {
            await using var theirs = await second.CreateAsync(Ct);
            login = await Sql.ScalarAsync<string>(theirs.ServiceConnectionString, "select current_user::text", Ct);
        }

        (await Sql.ScalarAsync<long>(mine.ServiceConnectionString, "select 1::bigint", Ct)).ShouldBe(1);
        (await Sql.ScalarAsync<long>(server, $"select count(*) from pg_roles where rolname = '{login}'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task The_next_run_drops_the_databases_of_a_killed_run()
    {
        await using var mine = await schema.Databases.CreateAsync(Ct);
        var server = new NpgsqlConnectionStringBuilder(mine.OwnerConnectionString) { Database = "postgres" }.ConnectionString;
        foreach (var sql in (string[])["create role accounts_service_0badcafe", "create database accounts_test_0badcafe is_template true",
            "create database accounts_test_0badcafe_1"])
        {
            await Sql.ScalarOrNothingAsync(server, sql, Ct);
        }

        await using var next = await SmallSchema.StartAsync(Ct, server);

        (await Sql.ScalarAsync<long>(server, "select count(*) from pg_database where datname like '%0badcafe%'", Ct)).ShouldBe(0);
        (await Sql.ScalarAsync<long>(server, "select count(*) from pg_roles where rolname like '%0badcafe%'", Ct)).ShouldBe(0);
    }
}
