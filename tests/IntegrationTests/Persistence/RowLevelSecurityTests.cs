using Accounts.IntegrationTests.DspCampaigns;
using Accounts.IntegrationTests.DspSeats;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Registration;
using Npgsql;

namespace Accounts.IntegrationTests.Persistence;

/// <summary>Raw SQL over the service's own login: what the database refuses independently of the application code.</summary>
[Trait("Route", "pooler")]
public sealed class RowLevelSecurityTests(SmallWholeWorld world) : IClassFixture<SmallWholeWorld>
{
    private const string NotAllowed = "42501";

    [Fact]
    public async Task Every_table_with_a_user_has_forced_row_level_security_and_no_grants_to_other_roles()
    {
        var open = await world.Database.Owner.ScalarAsync<string[]>(
            """
            select array(
              select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname in ('public', 'accounts_internal') and c.relkind in ('r', 'p')
                and (exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id') or c.relname = 'users')
                and (not c.relrowsecurity or not c.relforcerowsecurity or pg_get_userbyid(c.relowner) <> 'accounts_owner'
                     or has_table_privilege('public', c.oid, 'select')))
            """);

        open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_of_another_user_cannot_be_read_changed_or_inserted()
    {
        var (owner, intruder) = await TwoPeopleAsync();
        await using var service = NpgsqlDataSource.Create(world.Database.ServiceConnectionString);

        foreach (var table in await TablesAsync())
        {
            (await CountAsync(service, "accounts_api", owner, $"select count(*) from {table} where user_id = '{owner}'"))
                .ShouldBeGreaterThan(0, table);
            (await CountAsync(service, "accounts_api", intruder, $"select count(*) from {table} where user_id = '{owner}'")).ShouldBe(0, table);
            (await CountAsync(service, "accounts_api", intruder, $"select count(*) from {table} where user_id <> '{intruder}'")).ShouldBe(0, table);
            (await CountAsync(service, "accounts_api", user: null, $"select count(*) from {table}")).ShouldBe(0, table);
        }

        var changed = await CountAsync(service, "accounts_api", intruder,
            $"with c as (update public.user_accounts set account_name = 'x' where user_id = '{owner}' returning 1) select count(*) from c");
        changed.ShouldBe(0);
        (await RefusalAsync(service, "accounts_api", intruder,
            $"insert into public.user_accounts (user_id, account_name, amazon_account_id, status) values ('{owner}', 'x', 'x', 'active')"))
                .ShouldBe(NotAllowed);
    }

    [Fact]
    public async Task A_query_outside_a_unit_of_work_fails()
    {
        await using var service = NpgsqlDataSource.Create(world.Database.ServiceConnectionString);

        foreach (var table in (await TablesAsync()).Append("public.users"))
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => service.ScalarAsync<long>($"select count(*) from {table}"));
            refused.SqlState.ShouldBe(NotAllowed, table);
        }
    }

    [Fact]
    public async Task A_role_set_in_a_unit_of_work_is_reset_when_it_ends()
    {
        await using var service = NpgsqlDataSource.Create(world.Database.ServiceConnectionString);
        await using var connection = await service.OpenConnectionAsync();
        await using (var unit = new NpgsqlBatch(connection))
        {
            unit.BatchCommands.Add(
                new NpgsqlBatchCommand("select set_config('role', 'accounts_api', true), set_config('app.user_id', gen_random_uuid()::text, true)"));
            unit.BatchCommands.Add(new NpgsqlBatchCommand("select count(*) from public.user_accounts"));
            await unit.ExecuteNonQueryAsync();
        }

        await using var after = new NpgsqlCommand("select current_user || ':' || coalesce(current_setting('app.user_id', true), '')", connection);
        (await after.ExecuteScalarAsync() as string).ShouldEndWith(":");
        (await after.ExecuteScalarAsync() as string).ShouldNotStartWith("accounts_api");
    }

    [Theory]
    [InlineData("select encrypted_refresh_token from public.oauth_tokens")]
    [InlineData("select count(*) from public.user_accounts")]
    [InlineData("select email from public.users")]
    [InlineData("select encrypted_code_verifier from public.oauth_states")]
    [InlineData("select progress from public.account_sync_history")]
    [InlineData("select value from accounts_internal.application_config")]
    [InlineData("update accounts_internal.application_config set value = null")]
    [InlineData("update public.users set deleted_at = null")]
    [InlineData("delete from public.account_sync_history")]
    public async Task The_worker_has_only_the_rights_that_it_needs(string sql)
    {
        await using var service = NpgsqlDataSource.Create(world.Database.ServiceConnectionString);

        (await RefusalAsync(service, "accounts_worker", user: null, sql)).ShouldBe(NotAllowed);
    }

    [Fact]
    public async Task The_audit_log_accepts_inserts_and_no_changes()
    {
        var (owner, _) = await TwoPeopleAsync();
        await using var service = NpgsqlDataSource.Create(world.Database.ServiceConnectionString);

        (await RefusalAsync(service, "accounts_api", owner, "update public.auth_audit_log set event_type = 'x'")).ShouldBe(NotAllowed);
        (await RefusalAsync(service, "accounts_api", owner, "delete from public.auth_audit_log")).ShouldBe(NotAllowed);
        foreach (var sql in new[] { "update public.auth_audit_log set event_type = 'x'", "delete from public.auth_audit_log",
            "truncate public.auth_audit_log" })
        {
            (await Should.ThrowAsync<PostgresException>(() => world.Database.Owner.ExecuteAsync(sql))).SqlState.ShouldBe(NotAllowed, sql);
        }
    }

    private async Task<(Guid Owner, Guid Intruder)> TwoPeopleAsync()
    {
        using var owner = world.NewPerson();
        using var intruder = world.NewPerson();
        await owner.ConnectAndSyncAsync("northwind");
        await owner.RegisterAsync("Haven Hotel");
        await owner.ReadAnyAsync(world.Amazon.World("northwind"));
        await owner.CreateCampaignAsync();
        await owner.SendAsync(HttpMethod.Patch, "/api/v1/settings", """{"preferences":{"theme":"dark"}}""");
        await owner.ConsentAsync("northwind"); // leaves an attempt that is under way
        await intruder.GetAsync("/api/v1/accounts");
        return (await IdOfAsync(owner), await IdOfAsync(intruder));
    }

    private Task<Guid> IdOfAsync(Person person) =>
        world.Database.Owner.ScalarAsync<Guid>("select id from public.users where clerk_user_id = $1", person.Clerk.UserId);

    private async Task<IEnumerable<string>> TablesAsync() => (await world.Database.Owner.ScalarAsync<string[]>(
        "select array(select format('%I.%I', table_schema, table_name) from information_schema.columns where column_name = 'user_id' "
            + "and table_schema = 'public')"))!;

    private static async Task<long> CountAsync(NpgsqlDataSource service, string role, Guid? user, string sql)
    {
        await using var batch = service.CreateBatch();
        batch.BatchCommands.Add(Take(role, user));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    private static async Task<string?> RefusalAsync(NpgsqlDataSource service, string role, Guid? user, string sql)
    {
        await using var batch = service.CreateBatch();
        batch.BatchCommands.Add(Take(role, user));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        return (await Should.ThrowAsync<PostgresException>(() => batch.ExecuteNonQueryAsync())).SqlState;
    }

    private static NpgsqlBatchCommand Take(string role, Guid? user) => new("select set_config('role', $1, true), set_config('app.user_id', $2, true)")
    {
        Parameters = { new() { Value = role }, new() { Value = user?.ToString() ?? "" } },
    };
}
