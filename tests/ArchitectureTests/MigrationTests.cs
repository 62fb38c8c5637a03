using System.Reflection;
using Accounts.Infrastructure.Persistence.Migrations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Accounts.ArchitectureTests;

public sealed class MigrationTests
{
    [Fact]
    public void Every_sql_file_is_applied()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Hosting.Repository.Root, "src/Infrastructure/Persistence/Migrations"), "*.sql").Select(Path.GetFileNameWithoutExtension);
        var applied = typeof(Migrator).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>();

        files.Order(StringComparer.Ordinal).ShouldBe(applied.Order(StringComparer.Ordinal));
    }
}
