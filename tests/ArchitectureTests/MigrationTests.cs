using System.Text.RegularExpressions;
using Accounts.Infrastructure.Persistence.Migrations;

namespace Accounts.ArchitectureTests;

public sealed partial class MigrationTests
{
    private static readonly string Folder = Path.Combine(Hosting.Repository.Root, "src/Infrastructure/Persistence/Migrations");
    private static readonly string[] Files = [.. Directory.EnumerateFiles(Folder, "*.sql").Select(f => Path.GetFileName(f))];

    [Fact]
    public void Every_sql_file_is_embedded()
    {
        var folder = $"{typeof(Migrator).Namespace}.";
        var embedded = typeof(Migrator).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => name[folder.Length..]);

        embedded.ShouldBe(Files, ignoreOrder: true);
    }

    /// <summary>The Supabase CLI records only the version, so two files must not share one.</summary>
    [Fact]
    public void Every_file_name_has_a_unique_version_and_a_name()
    {
        Files.ShouldAllBe(name => FileName().IsMatch(name));
        Files.Select(name => name.Split('_')[0]).ShouldBeUnique();
    }

    [GeneratedRegex("^[0-9]{14}_[a-z_]+[.]sql$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
