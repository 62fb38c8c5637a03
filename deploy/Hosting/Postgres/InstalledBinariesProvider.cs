using System.Globalization;

namespace Accounts.Hosting.Postgres;

/// <summary>PostgreSQL binaries on the machine: in <c>PG_BIN</c>, on the PATH, or in Debian's or Homebrew's folders.</summary>
internal sealed class InstalledBinariesProvider(IEnumerable<string>? folders = null) : IPostgresProvider
{
    public const int OldestMajor = 15;

    public async Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        string? reason = null;
        foreach (var folder in folders ?? Candidates())
        {
            try
            {
                var binaries = await PostgresBinaries.InspectAsync(folder, ct);
                if (binaries.Major >= OldestMajor)
                {
                    return await Cluster.StartAsync(binaries, $"PostgreSQL {binaries.Version} in {binaries.Folder}", options, ct);
                }

                reason ??= $"{folder} has PostgreSQL {binaries.Version}";
            }
            catch (PostgresUnavailableException e)
            {
                reason ??= e.Message;
            }
        }

        throw new PostgresUnavailableException(
            $"installed binaries: {reason ?? "none in PG_BIN, on the PATH, in /usr/lib/postgresql or Homebrew"}; "
                + $"install PostgreSQL {OldestMajor} or newer");
    }

    private static IEnumerable<string> Candidates()
    {
        string[] configured = Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } bin ? [bin] : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

        return configured
            .Concat(onPath.Where(HasServer).Select(RealFolder))
            .Concat(NewestFirst("/usr/lib/postgresql", "*"))
            .Concat(NewestFirst("/opt/homebrew/opt", "postgresql*"))
            .Concat(NewestFirst("/usr/local/opt", "postgresql*"))
            .Distinct();
    }

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, PostgresBinaries.FileName("postgres")));

    // The PATH may contain a link; initdb and pg_ctl are in the folder of its target.
    private static string RealFolder(string folder) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Path.Combine(folder, PostgresBinaries.FileName("postgres")), true)?.FullName) ?? folder;

    private static IEnumerable<string> NewestFirst(string parent, string pattern) =>
        !Directory.Exists(parent)
            ? []
            : Directory.EnumerateDirectories(parent, pattern)
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder).Split('@')[^1], CultureInfo.InvariantCulture, out var major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin"))
                .Where(HasServer);
}
