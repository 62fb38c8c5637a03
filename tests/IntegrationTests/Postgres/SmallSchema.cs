using Accounts.TestKit.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

/// <summary>The least the fixture expects of migrations: the roles, the clock, and a table with row level security.</summary>
public sealed class SmallSchema : IAsyncLifetime
{
    private const string Script =
        """
        do $$
        declare
          missing text;
        begin
          for missing in
            select name from unnest(array['accounts_owner', 'accounts_api', 'accounts_worker']) name where not exists (select from pg_roles
              where rolname = name)
          loop
            execute format('create role %I nologin', missing);
          end loop;
        end
        $$;
        create schema app;
        grant usage on schema app to accounts_api, accounts_worker;
        create function app.now() returns timestamptz language sql stable as 'select clock_timestamp()';
        create function app.current_user_id() returns uuid language sql stable as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

        create table things (user_id uuid not null, name text not null);
        alter table things owner to accounts_owner;
        alter table things enable row level security;
        alter table things force row level security;
        create policy own_rows on things to accounts_api using (user_id = (select app.current_user_id()))
          with check (user_id = (select app.current_user_id()));
        grant select, insert, update, delete on things to accounts_api;
        """;

    public TestDatabases Databases { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Databases = await StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Databases.DisposeAsync();

    public static Task<TestDatabases> StartAsync(CancellationToken ct, string? server = null) => TestDatabases.StartAsync(MigrateAsync, ct, server);

    private static async Task MigrateAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(ownerConnectionString);
        await using var command = owner.CreateCommand(Script);
        await command.ExecuteNonQueryAsync(ct);
    }
}
