using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Accounts.Infrastructure.Persistence.Migrations;

/// <summary>
/// A migration is an SQL file in this folder; the file name is its id. The Supabase CLI applies the same files (decision 0003).
/// <see cref="SqlMigrationsAssembly"/> derives one type from this class for each file, because EF reads a migration's id from its type.
/// </summary>
internal abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttribute<MigrationAttribute>()!.Id;
        migrationBuilder.Sql(SqlFiles.Read(id));
    }
}
