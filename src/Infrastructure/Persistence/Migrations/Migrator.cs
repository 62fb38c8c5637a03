using Accounts.Application.Common.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Migrations;

/// <summary>
/// Migrates a database to this version. EF's own lock does not serialize two starting instances, so an advisory lock is held around the
/// whole run, on a separate, unpooled connection.
/// </summary>
public static class Migrator
{
    private const string HistoryTable = "schema_migrations";
    private const string InternalSchema = "accounts_internal";

    public static async Task MigrateAsync(string ownerConnectionString, CancellationToken ct)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false }.ConnectionString;
        await using var locked = new NpgsqlConnection(unpooled);
        await locked.OpenAsync(ct);
        await ExecuteAsync(locked, "select pg_advisory_lock(hashtextextended('accounts.migrations', 0))", ct);

        await ExecuteAsync(locked, $"create schema if not exists {InternalSchema}", ct);
        await using var context = new AppDbContext(Options(unpooled), new CurrentUser());
        await AdoptCliHistoryAsync(context, locked, ct);
        await context.Database.MigrateAsync(ct);
    }

    /// <summary>The names of the migrations that this version contains and the database lacks.</summary>
    internal static async Task<IReadOnlyList<string>> PendingAsync(Database database, CancellationToken ct)
    {
        var newest = (await database.QueryAsync(Identity.Worker, $"select app.schema_version()", row => row.GetString(0), ct)).Single();
        return [.. SqlFiles.Names.Where(name => string.CompareOrdinal(name, newest) > 0)];
    }

    private static DbContextOptions<AppDbContext> Options(string connectionString) =>
        new DbContextOptionsBuilder<AppDbContext>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable(HistoryTable, InternalSchema))
            .ReplaceService<IMigrationsAssembly, SqlMigrationsAssembly>()
            // the schema is written in SQL and compared with the model by a test; there is no snapshot to compare with
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;

    /// <summary>Marks the migrations that the Supabase CLI has applied as applied. The CLI records the version without the name.</summary>
    private static async Task AdoptCliHistoryAsync(AppDbContext context, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select to_regclass('supabase_migrations.schema_migrations') is not null", connection);
        if (await command.ExecuteScalarAsync(ct) is not true) return;

        await ExecuteAsync(connection, context.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), ct);
        foreach (var name in SqlFiles.Names)
        {
            await using var adopt = new NpgsqlCommand($"""
                insert into {InternalSchema}.{HistoryTable} ("MigrationId", "ProductVersion")
                select $1, 'supabase-cli' from supabase_migrations.schema_migrations where version = $2 on conflict do nothing
                """, connection) { Parameters = { new() { Value = name }, new() { Value = name.Split('_')[0] } } };
            await adopt.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
