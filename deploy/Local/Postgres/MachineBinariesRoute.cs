using System.Globalization;

namespace Accounts.Local.Postgres;

/// <summary>PostgreSQL as the machine has it: <c>PG_BIN</c>, the PATH, Debian's and Homebrew's folders.</summary>
internal sealed class MachineBinariesRoute(IEnumerable<string>? folders = null) : IPostgresRoute
{
    public const int OldestMajor = 15;

    public async Task<RunningPostgres> TakeAsync(PostgresOptions options, CancellationToken ct)
    {
        string? refusal = null;
        foreach (var folder in folders ?? Candidates())
        {
            try
            {
                var binaries = await PostgresBinaries.AskAsync(folder, ct);
                if (binaries.Major >= OldestMajor)
                {
                    return await Cluster.StartAsync(binaries, $"PostgreSQL {binaries.Version} in {binaries.Folder}", options, ct);
                }

                refusal ??= $"{folder} has PostgreSQL {binaries.Version}";
            }
            catch (PostgresMissingException e)
            {
                refusal ??= e.Message;
            }
        }

        throw new PostgresMissingException(
            $"machine binaries: {refusal ?? "none in PG_BIN, on the PATH, in /usr/lib/postgresql or Homebrew"}; install PostgreSQL {OldestMajor} or newer");
    }

    private static IEnumerable<string> Candidates()
    {
        string[] named = Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } bin ? [bin] : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

        return named
            .Concat(onPath.Where(HasServer).Select(RealFolder))
            .Concat(NewestFirst("/usr/lib/postgresql", "*"))
            .Concat(NewestFirst("/opt/homebrew/opt", "postgresql*"))
            .Concat(NewestFirst("/usr/local/opt", "postgresql*"))
            .Distinct();
    }

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, PostgresBinaries.FileName("postgres")));

    // A link on the PATH leads to the folder that has the rest of PostgreSQL.
    private static string RealFolder(string folder) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(folder, PostgresBinaries.FileName("postgres")), true)?.FullName) ?? folder;

    private static IEnumerable<string> NewestFirst(string parent, string pattern) =>
        !Directory.Exists(parent)
            ? []
            : Directory.EnumerateDirectories(parent, pattern)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder).Split('@')[^1], CultureInfo.InvariantCulture, out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"))
                .Where(HasServer);
}
