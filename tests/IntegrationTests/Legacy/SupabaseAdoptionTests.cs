using Accounts.Hosting.Postgres;
using Accounts.Infrastructure.Persistence.Migrations;
using Npgsql;

namespace Accounts.IntegrationTests.Legacy;

/// <summary>On a server that grants like Supabase's, migrated by a login that is no superuser.</summary>
public sealed class SupabaseAdoptionTests(SupabaseAdoptionTests.Project project) : IClassFixture<SupabaseAdoptionTests.Project>
{
    [Theory]
    [InlineData("anon")]
    [InlineData("authenticated")]
    public async Task The_data_api_cannot_read_tables_of_the_service(string outsider)
    {
        (await project.Adopted.LinesAsync(
            """
            select c.relname::text from pg_class c where c.relnamespace in ('public'::regnamespace, 'accounts_internal'::regnamespace)
              and c.relkind = 'r'
              and c.relname <> 'of_somebody_else'
              and (has_any_column_privilege($1, c.oid, 'select, insert, update, references') or has_table_privilege($1, c.oid,
                'delete, truncate, trigger'))
            """, outsider)).ShouldBeEmpty();

        foreach (var sql in new[] { "select * from public.user_accounts", "select * from public.my_tokens('user_2adoptedGrace')",
            "delete from public.user_settings" })
        {
            var refused = await Should.ThrowAsync<PostgresException>(() =>
                project.Adopted.ExecuteAsync($"begin; set local role {outsider}; {sql}; commit"));
            refused.SqlState.ShouldBe("42501", sql);
        }
    }

    [Fact]
    public async Task No_policy_of_the_old_service_remains() =>
        (await project.Adopted.LinesAsync("select distinct polname::text from pg_policy order by 1"))
            .ShouldBe(["own_rows", "owner_all", "worker_registers", "worker_resolves"]);

    [Fact]
    public async Task The_adopted_schema_and_its_grants_equal_those_of_a_new_project()
    {
        var (adopted, fresh) = (await project.Adopted.CatalogAsync(), await project.Fresh.CatalogAsync());

        fresh.Except(adopted).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tokens_are_adopted_as_on_any_other_server() =>
        (await project.Adopted.LinesAsync("select status || ' ' || count(*) from public.oauth_tokens group by status order by 1"))
            .ShouldBe(["active 2", "needs_reauth 4", "revoked 6"]);

    [Fact]
    public async Task Adopting_again_changes_nothing()
    {
        var (rows, catalog) = (await project.Everything.ChecksumsAsync(), await project.Adopted.CatalogAsync());

        await project.Adopted.ExecuteAsync("delete from accounts_internal.schema_migrations");
        await Migrator.MigrateAsync(project.AdoptedConnectionString, CancellationToken.None);

        (await project.Everything.ChecksumsAsync()).ShouldBe(rows);
        (await project.Adopted.CatalogAsync()).ShouldBe(catalog, ignoreOrder: true);
    }

    [Fact]
    public async Task A_login_that_may_not_change_the_old_tables_gets_an_error_and_changes_nothing()
    {
        await using var database = await project.CreateAsync("not_mine");
        await new LegacyDatabase().LoadAsync(database, "shape-a");
        await using var superuser = NpgsqlDataSource.Create(project.AsSuperuser("not_mine"));
        await superuser.ExecuteAsync("alter table public.oauth_tokens owner to postgres");

        var refused = await Should.ThrowAsync<PostgresException>(() => Migrator.MigrateAsync(project.AsAdmin("not_mine"), CancellationToken.None));

        refused.MessageText.ShouldBe("Table oauth_tokens belongs to postgres, and project_admin may not change it.");
        (await superuser.ScalarAsync<long>("select count(*) from public.oauth_tokens where is_active")).ShouldBe(1);
    }

    /// <summary>A server of its own: roles belong to a whole server, and elsewhere these do not exist.</summary>
    public sealed class Project : IAsyncLifetime
    {
        private PostgresServer _server = null!;

        public NpgsqlDataSource Adopted { get; private set; } = null!;

        public NpgsqlDataSource Fresh { get; private set; } = null!;

        /// <summary>Sees every row, whatever the policies.</summary>
        public NpgsqlDataSource Everything { get; private set; } = null!;

        public string AdoptedConnectionString => AsAdmin("adopted");

        public async ValueTask InitializeAsync()
        {
            _server = await PostgresServer.StartAsync(new PostgresOptions(), CancellationToken.None);
            await using (var server = NpgsqlDataSource.Create(_server.ConnectionString))
                await server.ExecuteAsync("create role project_admin login createrole bypassrls password 'test'");
            Adopted = await CreateAsync("adopted");
            Fresh = await CreateAsync("fresh");
            Everything = NpgsqlDataSource.Create(AsSuperuser("adopted"));
            await new LegacyDatabase().LoadAsync(Adopted, "shape-b", "shape-b-supabase");
            await Migrator.MigrateAsync(AdoptedConnectionString, CancellationToken.None);
            await Migrator.MigrateAsync(AsAdmin("fresh"), CancellationToken.None);
        }

        public async Task<NpgsqlDataSource> CreateAsync(string name)
        {
            await using (var server = NpgsqlDataSource.Create(_server.ConnectionString))
                await server.ExecuteAsync($"create database {name} owner project_admin");
            await using (var database = NpgsqlDataSource.Create(AsSuperuser(name)))
                await database.ExecuteAsync(await LegacyDatabase.ReadAsync("supabase"));
            return NpgsqlDataSource.Create(AsAdmin(name));
        }

        public string AsSuperuser(string database) =>
            new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database }.ConnectionString;

        public string AsAdmin(string database) =>
            new NpgsqlConnectionStringBuilder(AsSuperuser(database)) { Username = "project_admin", Password = "test" }.ConnectionString;

        public async ValueTask DisposeAsync()
        {
            await Adopted.DisposeAsync();
            await Fresh.DisposeAsync();
            await Everything.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}
