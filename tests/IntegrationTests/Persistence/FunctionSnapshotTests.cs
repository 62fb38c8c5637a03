using Accounts.Hosting;
using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Npgsql;

namespace Accounts.IntegrationTests.Persistence;

/// <summary>The current functions of the database are generated, committed and compared: a change shows in the diff.</summary>
public sealed class FunctionSnapshotTests(FunctionSnapshotTests.World world) : IClassFixture<FunctionSnapshotTests.World>
{
    private const string Update = "Run this test once with UPDATE_FUNCTIONS=1 and look at the diff.";

    private const string Header =
        """
        -- Generated from a migrated database; do not edit. These are the functions as they are now. Only the files in ../Migrations are applied.
        -- To regenerate: UPDATE_FUNCTIONS=1 dotnet test --project tests/IntegrationTests --filter-class '*.FunctionSnapshotTests'

        """;

    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Infrastructure", "Persistence", "Functions");

    [Fact]
    public void Every_function_has_one_definition() =>
        world.Functions.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)
            .ShouldBeEmpty("An earlier signature is left over: drop it in a migration.");

    [Fact]
    public void Every_function_is_assigned_to_a_file()
    {
        world.Functions.Where(f => FunctionFiles.Of(f.Name) is null).Select(f => $"app.{f.Name}")
            .ShouldBeEmpty("Add the function to a file in tests/IntegrationTests/Persistence/FunctionFiles.cs.");
        FunctionFiles.Names.Except(world.Functions.Select(f => f.Name), StringComparer.Ordinal)
            .ShouldBeEmpty("These functions no longer exist: remove them from tests/IntegrationTests/Persistence/FunctionFiles.cs.");
    }

    [Fact]
    public async Task The_committed_files_match_the_functions_that_the_migrations_define()
    {
        var current = world.Functions.Where(f => FunctionFiles.Of(f.Name) is not null).GroupBy(f => FunctionFiles.Of(f.Name)!, StringComparer.Ordinal)
            .ToDictionary(file => file.Key, file => Header + string.Join('\n', file.Select(f => $"\n{f.Definition.TrimEnd()};")) + "\n",
                StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_FUNCTIONS") == "1") await WriteAsync(current);

        Committed().ShouldBe(current.Keys, ignoreOrder: true, Update);
        foreach (var (file, text) in current)
            (await File.ReadAllTextAsync(Path.Combine(Folder, file))).ReplaceLineEndings("\n").ShouldBe(text, $"{file}: {Update}");
    }

    [Fact]
    public void No_file_is_longer_than_two_hundred_lines() =>
        Committed().Where(file => File.ReadLines(Path.Combine(Folder, file)).Count() > 200).ShouldBeEmpty("Split the file in FunctionFiles.cs.");

    /// <summary>Durations are options that SQL receives as parameters.</summary>
    [Fact]
    public void No_duration_is_a_literal() =>
        world.Functions.Where(f => f.Definition.Contains("interval '", StringComparison.OrdinalIgnoreCase))
            .Select(f => f.Name).ShouldBeEmpty("Pass the duration as a parameter that comes from an option.");

    private static IEnumerable<string> Committed() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
        : [];

    private static async Task WriteAsync(Dictionary<string, string> files)
    {
        foreach (var old in Committed().Except(files.Keys, StringComparer.Ordinal).ToArray()) File.Delete(Path.Combine(Folder, old));
        foreach (var (file, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, file))!);
            await File.WriteAllTextAsync(Path.Combine(Folder, file), text);
        }
    }

    public sealed record Function(string Name, string Definition);

    /// <summary>A database without the test clock, which replaces <c>app.now()</c>.</summary>
    public sealed class World(TestServers servers) : IAsyncLifetime
    {
        public IReadOnlyList<Function> Functions { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await using var database = await servers.CreateEmptyDatabaseAsync();
            await Migrator.MigrateAsync(database.OwnerConnectionString, CancellationToken.None);
            await using var command = database.Owner.CreateCommand(
                """
                select p.proname::text, pg_get_functiondef(p.oid) from pg_proc p
                where p.pronamespace = 'app'::regnamespace order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"
                """);
            await using var reader = await command.ExecuteReaderAsync();
            Functions = await ReadAsync(reader);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task<List<Function>> ReadAsync(NpgsqlDataReader reader)
        {
            var functions = new List<Function>();
            while (await reader.ReadAsync()) functions.Add(new Function(reader.GetString(0), reader.GetString(1).ReplaceLineEndings("\n")));
            return functions;
        }
    }
}
