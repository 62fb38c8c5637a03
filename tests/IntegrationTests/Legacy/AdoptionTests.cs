using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Postgres;

namespace Accounts.IntegrationTests.Legacy;

/// <summary>What holds after the adoption of every form of the old database.</summary>
public sealed class AdoptionTests(TestServers servers)
{
    public static TheoryData<string> Shapes => ["shape-a", "shape-b", "shape-c"];

    /// <summary>Table, rows before, and where they are now.</summary>
    private static readonly Dictionary<string, string[]> Accounts = new()
    {
        ["shape-a"] =
        [
            "application_config 2: 1 kept, 1 aside", "auth_audit_log 2: 2 kept", "oauth_states 1: 1 dropped", "oauth_tokens 2: 2 kept",
            "user_accounts 5: 5 kept", "users 3: 3 kept",
        ],
        ["shape-b"] =
        [
            "account_relationships 2: 1 kept, 1 aside", "account_sync_history 5: 4 kept, 1 aside", "amc_instance_accounts 1: 1 kept",
            "application_config 4: 3 kept, 1 aside", "auth_audit_log 3: 3 kept", "dsp_seats_sync_log 3: 2 kept, 1 aside", "oauth_states 2: 2 dropped",
            "oauth_tokens 12: 12 kept", "rate_limit_tracking 1: 1 aside", "user_accounts 6: 6 kept", "user_settings 1: 1 kept", "users 7: 7 kept",
        ],
        ["shape-c"] = ["account_sync_history 3: 2 kept, 1 aside", "oauth_tokens 2: 2 kept", "user_accounts 5: 3 kept, 2 aside", "users 2: 2 kept"],
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Adoption_keeps_or_sets_aside_every_row(string shape)
    {
        await using var database = await servers.CreateEmptyDatabaseAsync();
        await new LegacyDatabase().LoadAsync(database.Owner, shape);
        var before = await database.Owner.RowsAsync();

        await MigrateAsync(database);

        var account = await AccountAsync(database, before);
        foreach (var line in account) TestContext.Current.TestOutputHelper!.WriteLine(line);
        account.ShouldBe(Accounts[shape]);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task No_plaintext_token_is_readable_after_adoption(string shape)
    {
        await using var database = await AdoptAsync(shape);

        foreach (var table in await database.Owner.TablesAsync())
            (await database.Owner.ScalarAsync<long>($"select count(*) from {table} t where to_jsonb(t)::text ~ 'Atz[ar]'")).ShouldBe(0, table);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Repeating_the_adoption_changes_nothing_including_newer_rows(string shape)
    {
        await using var database = await AdoptAsync(shape);
        await database.Owner.ExecuteAsync(
            """
            insert into public.account_sync_history (user_id, sync_type, sync_status) select id, 'manual', 'queued' from public.users;
            insert into accounts_internal.jobs (id, user_id, kind) select id, user_id, 'sync' from public.account_sync_history
              where sync_status = 'queued';
            insert into public.oauth_tokens (user_id, region, encrypted_refresh_token) select id, 'EU', 'of another kind' from public.users;
            update public.user_accounts set status = 'error', metadata = '{"countryCode": "as it is"}'
            """);
        var (rows, catalog) = (await database.Owner.ChecksumsAsync(), await database.Owner.CatalogAsync());

        await database.Owner.ExecuteAsync("delete from accounts_internal.schema_migrations");
        await MigrateAsync(database);

        (await database.Owner.ChecksumsAsync()).ShouldBe(rows);
        (await database.Owner.CatalogAsync()).ShouldBe(catalog, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Instances_that_start_concurrently_adopt_the_database_once(string shape)
    {
        await using var database = await servers.CreateEmptyDatabaseAsync();
        await new LegacyDatabase().LoadAsync(database.Owner, shape);
        var before = await database.Owner.RowsAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MigrateAsync(database)));

        (await AccountAsync(database, before)).ShouldBe(Accounts[shape]);
        (await database.Owner.ScalarAsync<long>("select count(*) from public.auth_audit_log where event_type = 'connection.adopt'"))
            .ShouldBe(before.Count(row => row.StartsWith("oauth_tokens ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_adopted_schema_equals_a_new_schema_except_for_old_columns_and_tables(string shape)
    {
        await using var database = await AdoptAsync(shape);
        await using var empty = await servers.CreateEmptyDatabaseAsync();
        await MigrateAsync(empty);
        var (adopted, fresh) = (await database.Owner.CatalogAsync(), await empty.Owner.CatalogAsync());

        fresh.Except(adopted).ShouldBeEmpty();
        adopted.Except(fresh).Where(line => !KeptTables.Any(table => line.Contains(table, StringComparison.Ordinal)))
            .Select(line => line.Split(' ')[1])
            .ShouldBeSubsetOf(OldColumns);
        adopted.Except(fresh).Where(line => line.StartsWith("column", StringComparison.Ordinal) && OldColumns.Contains(line.Split(' ')[1]))
            .ShouldAllBe(line => line.Contains(" f  ", StringComparison.Ordinal), "no old column is required or has a default");
    }

    private static string[] KeptTables =>
        ["account_relationships", "amc_instance_accounts", "dsp_seats_sync_log", "of_somebody_else"];

    private static string[] OldColumns =>
    [
        "oauth_tokens.access_token", "oauth_tokens.refresh_token", "oauth_tokens.last_refresh_at", "oauth_tokens.is_active",
        "oauth_tokens.user_account_id",
        "auth_audit_log.token_id", "user_accounts.last_managed_at", "user_accounts.seats_metadata", "account_sync_history.user_account_id",
        "account_sync_history.accounts_synced", "account_sync_history.accounts_failed", "account_sync_history.metadata",
    ];

    [Fact]
    public async Task Every_table_of_the_old_service_has_forced_row_level_security()
    {
        await using var database = await AdoptAsync("shape-b");

        (await database.Owner.LinesAsync(
            """
            select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'of_somebody_else'
              and (not relrowsecurity or not relforcerowsecurity or pg_get_userbyid(relowner) <> 'accounts_owner')
            """)).ShouldBeEmpty();
        (await database.Owner.LinesAsync("select tgname::text from pg_trigger where not tgisinternal and tgrelid::regclass::text not like '%qrtz%'"))
            .ShouldBe(
                ["append_only", "newest_listing", "notify_subscribers", "notify_subscribers", "notify_workers", "one_default", "remember_reach",
                    "theirs"],
                ignoreOrder: true);
    }

    private async Task<TestDatabase> AdoptAsync(string shape)
    {
        var database = await servers.CreateEmptyDatabaseAsync();
        await new LegacyDatabase().LoadAsync(database.Owner, shape);
        await MigrateAsync(database);
        return database;
    }

    private static Task MigrateAsync(TestDatabase database) => Migrator.MigrateAsync(database.OwnerConnectionString, CancellationToken.None);

    /// <summary>A row counts as kept or set aside only under its own key.</summary>
    private static async Task<string[]> AccountAsync(TestDatabase database, string[] before)
    {
        var kept = (await database.Owner.RowsAsync()).ToHashSet();
        var aside = await database.Owner.LinesAsync(
            "select table_name || ' ' || coalesce(row ->> 'id', row ->> 'key') from accounts_internal.legacy_leftovers");
        aside.Length.ShouldBe(aside.Distinct().Count());
        return
        [
            .. before.GroupBy(row => row.Split(' ')[0]).OrderBy(table => table.Key, StringComparer.Ordinal).Select(table =>
            {
                var counts = table.CountBy(row => (kept.Contains(row), aside.Contains(row)) switch
                {
                    (true, false) => "kept",
                    (false, true) => "aside",
                    (false, false) => "dropped",
                    _ => "twice",
                }).OrderBy(count => Array.IndexOf(["kept", "aside", "dropped", "twice"], count.Key));
                return $"{table.Key} {table.Count()}: {string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}"))}";
            }),
        ];
    }
}
