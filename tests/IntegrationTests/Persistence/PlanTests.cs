using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Persistence;

/// <summary>
/// The query plans over a hundred thousand rows, in the role of requests: row level security prevents some operators from using an index,
/// so the plans of the owner prove nothing.
/// </summary>
public sealed class PlanTests(PlanTests.World world) : IClassFixture<PlanTests.World>
{
    [Theory]
    [InlineData("""{"country_codes":["SE"]}""")]
    [InlineData("""{"alternate_ids":[{"profileId":"77777"}]}""")]
    public async Task Accounts_with_a_country_or_profile_are_found_through_the_index_on_metadata(string part) =>
        (await PlanAsync($"select a.id from public.user_accounts a where a.user_id = app.current_user_id() and a.metadata @> '{part}'",
            "accounts_owner"))
            .ShouldContain("user_accounts_metadata");

    [Fact]
    public async Task Accounts_returned_by_the_function_are_read_by_primary_key()
    {
        var plan = await PlanAsync("""select * from public.user_accounts where id = any (app.accounts_with('{"country_codes":["SE"]}'))""");

        plan.Split('\n').ShouldContain(line =>
            line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("id = ANY (app.accounts_with", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("select * from public.user_accounts where user_id = '{user}' and app.has_errors(metadata) order by display_name, id limit 50",
        "user_accounts_with_errors")]
    [InlineData("select * from public.user_accounts where user_id = '{user}' order by display_name, id limit 50", "user_accounts_by_display_name")]
    [InlineData("select * from public.user_accounts where user_id = '{user}' and account_type = 'dsp' order by display_name, id limit 50",
        "user_accounts_by_type")]
    [InlineData("select * from public.user_accounts where user_id = '{user}' and amazon_account_id = 'account 5'",
        "user_accounts_user_id_amazon_account_id_key")]
    [InlineData("select * from public.user_accounts where user_id = '{user}' and profile_id = '77777'", "user_accounts_profile")]
    public async Task The_rows_of_a_user_are_found_through_an_index_without_a_sequential_scan(string query, string index)
    {
        var plan = await PlanAsync(query.Replace("{user}", world.User.ToString(), StringComparison.Ordinal));

        plan.ShouldContain(index);
        plan.ShouldNotContain("Seq Scan on user_accounts");
    }

    [Theory]
    [InlineData("user_id = '{user}'")]
    [InlineData("user_id = '{user}' and event_type = 'token.refresh'")]
    [InlineData("user_id = '{user}' and target_id = 'x' and event_type = any ('{token.refresh,token_refresh}')")]
    public async Task The_newest_audit_entries_of_a_user_are_read_through_an_index_without_a_sequential_scan(string filter)
    {
        var plan = await PlanAsync("select * from public.auth_audit_log where "
            + $"{filter.Replace("{user}", world.User.ToString(), StringComparison.Ordinal)} order by created_at desc, id desc limit 50");

        plan.ShouldContain("auth_audit_log_user");
        plan.ShouldNotContain("Seq Scan on auth_audit_log");
    }

    [Fact]
    public async Task The_rows_seen_by_a_run_are_found_through_the_index_without_nested_loops()
    {
        var plan = await PlanAsync("select * from app.seen_by(app.current_user_id())", setting: "enable_nestloop = off");

        plan.ShouldContain("sync_seen_pkey");
        plan.ShouldNotContain("Seq Scan on sync_seen");
    }

    /// <summary>A new definition of one of these functions has to repeat the setting (decision 0008).</summary>
    [Theory]
    [InlineData("finish_run", "jit=off")]
    [InlineData("count_missing", "enable_nestloop=off")]
    [InlineData("join_listed", "enable_nestloop=off")]
    [InlineData("missing_ads_accounts", "enable_nestloop=off")]
    [InlineData("missing_profiles", "enable_nestloop=off")]
    [InlineData("missing_managers", "enable_nestloop=off")]
    [InlineData("missing_dsp_advertisers", "enable_nestloop=off")]
    public async Task Each_function_that_ends_a_run_disables_nested_loops_or_jit(string function, string setting) =>
        (await RunAsync("accounts_api", world.User,
            $"select proconfig::text from pg_proc where pronamespace = 'app'::regnamespace and proname = '{function}'"))
            .ShouldContain(setting);

    [Fact]
    public async Task The_function_returns_only_accounts_of_the_current_user()
    {
        (await CountAsync(world.User)).ShouldBe(World.Swedish);
        (await CountAsync(Guid.CreateVersion7())).ShouldBe(0);
    }

    private async Task<int> CountAsync(Guid user) =>
        int.Parse(await RunAsync("accounts_api", user, """select cardinality(app.accounts_with('{"country_codes":["SE"]}'))::text"""));

    private Task<string> PlanAsync(string query, string role = "accounts_api", string setting = "enable_nestloop = on") =>
        RunAsync(role, world.User, "explain " + query, setting);

    private async Task<string> RunAsync(string role, Guid user, string query, string setting = "enable_nestloop = on")
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(world.Database.OwnerConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var assume = new Npgsql.NpgsqlCommand($"set local role {role}; set local app.user_id = '{user}'; set local {setting}", connection,
            transaction);
        await assume.ExecuteNonQueryAsync();
#pragma warning disable CA2100 // a test's own text
        await using var command = new Npgsql.NpgsqlCommand(query, connection, transaction);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    public sealed class World(TestServers servers) : IAsyncLifetime
    {
        public TestKit.Postgres.TestDatabase Database { get; private set; } = null!;

        /// <summary>Ten of a thousand rows are in Sweden, and twenty have errors.</summary>
        public const int Swedish = 10;

        public Guid User { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Database = await servers.CreateDatabaseAsync();
            await Database.Owner.ExecuteAsync("insert into public.users (clerk_user_id) select 'user_plan' || n from generate_series(1, 100) n");
            await Database.Owner.ExecuteAsync(
                """
                insert into public.user_accounts (user_id, account_name, amazon_account_id, account_type, status, profile_id, metadata)
                select u.id, 'Account ' || n, 'account ' || n, case when n % 10 = 0 then 'dsp' else 'advertising' end, 'active', (70000 + n)::text,
                       jsonb_build_object('country_codes', jsonb_build_array(case when n % 100 = 7 then 'SE' else 'US' end),
                         'alternate_ids', jsonb_build_array(jsonb_build_object('profileId', (70000 + n)::text)),
                         'errors', case when n % 50 = 3 then '{"DE": [{"errorId": 1}]}'::jsonb else '{}' end)
                from public.users u, generate_series(1, 1000) n
                """);
            await Database.Owner.ExecuteAsync(
                """
                insert into public.auth_audit_log (user_id, event_type, event_status, target_type, target_id)
                select u.id, case when n % 3 = 0 then 'connection.connect' else 'token.refresh' end, 'success', 'connection', u.id::text
                from public.users u, generate_series(1, 200) n
                """);
            await Database.Owner.ExecuteAsync(
                """
                insert into accounts_internal.sync_seen (run_id, scope_id, user_id, amazon_id)
                select u.id, u.id, u.id, 'account ' || n from public.users u, generate_series(1, 200) n
                """);
            await Database.Owner.ExecuteAsync("vacuum analyze accounts_internal.sync_seen");
            await Database.Owner.ExecuteAsync("vacuum analyze public.user_accounts");
            await Database.Owner.ExecuteAsync("vacuum analyze public.auth_audit_log");
            User = await Database.Owner.ScalarAsync<Guid>("select id from public.users where clerk_user_id = 'user_plan50'");
        }

        public async ValueTask DisposeAsync()
        {
            if (Database is not null) await Database.DisposeAsync();
        }
    }
}
