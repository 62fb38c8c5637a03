using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Persistence;

/// <summary>Compares the schema in SQL with the model in C#.</summary>
public sealed class SchemaTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Every_column_of_the_model_exists_with_its_type_and_nullability()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<AppDbContext>().Model;
        var wrong = new List<string>();
        foreach (var property in model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            var table = StoreObjectIdentifier.Create(property.DeclaringType, StoreObjectType.Table)!.Value;
            var found = await world.Database.Owner.ScalarAsync<string>(
                "select data_type || case is_nullable when 'YES' then ' null' else '' end from information_schema.columns where table_schema = $1 "
                    + "and table_name = $2 and column_name = $3",
                table.Schema!, table.Name, property.GetColumnName(table)!);
            var expected = Base(property.GetColumnType()) + (property.IsNullable ? " null" : "");
            if (found == expected + " null" && MayBeNullOnceAdopted(table.Name, property.GetColumnName(table)!)) continue;
            if (found != expected)
                wrong.Add($"{table.Name}.{property.GetColumnName(table)}: the model says {expected}, the schema {found ?? "nothing"}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Repeated_and_concurrent_migrations_change_nothing()
    {
        var before = await SchemaAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Migrator.MigrateAsync(world.Database.OwnerConnectionString, CancellationToken.None)));

        (await SchemaAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_history_contains_every_migration_file_once()
    {
        var applied =
            await world.Database.Owner.ScalarAsync<string[]>("""select array(select "MigrationId" from accounts_internal.schema_migrations)""");

        applied.ShouldBe(SqlFiles.Names, ignoreOrder: true);
    }

    /// <summary>A constraint allows only revoked connections without a user, and no query of the service returns those.</summary>
    private static bool MayBeNullOnceAdopted(string table, string column) => (table, column) is ("oauth_tokens", "user_id");

    private Task<string?> SchemaAsync() => world.Database.Owner.ScalarAsync<string>(
        """
        select string_agg(table_schema || '.' || table_name || '.' || column_name || ' ' || data_type, E'\n' order by 1)
        from (select * from information_schema.columns where table_schema in ('public', 'accounts_internal', 'app')) c
        """);

    /// <summary>The type without its length: the domain enforces lengths.</summary>
    private static string Base(string type) => type.Split('(')[0] is "character varying" ? "text" : type.Split('(')[0];
}
