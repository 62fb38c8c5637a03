using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Hosting.Processes;

namespace Accounts.Hosting.Postgres;

/// <summary>A folder that contains a working <c>postgres</c> with <c>initdb</c> and <c>pg_ctl</c>.</summary>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string this[string program] => Path.Combine(Folder, FileName(program));

    public static string FileName(string program) => OperatingSystem.IsWindows() ? $"{program}.exe" : program;

    public static async Task<PostgresBinaries> InspectAsync(string folder, CancellationToken ct)
    {
        var missing = Programs.FirstOrDefault(program => !File.Exists(Path.Combine(folder, FileName(program))));
        if (missing is not null)
        {
            throw new PostgresUnavailableException($"{folder} has no {missing}");
        }

        // The file may be a stub or built for another machine, so it is executed.
        var version = await Command.RunAsync(Path.Combine(folder, FileName("postgres")), ["--version"], ct);
        return version is { ExitCode: 0 } && VersionLine().Match(version.FirstLine) is { Success: true } match
            ? new PostgresBinaries(folder, match.Groups["version"].Value)
            : throw new PostgresUnavailableException($"{folder}/postgres does not run ({version?.FirstLine ?? "not a program"})");
    }

    /// <summary>A copy under <paramref name="target"/>, for a user who cannot access this folder.</summary>
    public PostgresBinaries CopyTo(string target)
    {
        var installation = Path.GetDirectoryName(Folder)!;
        foreach (var source in Directory.EnumerateFiles(installation, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(installation, source));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy, overwrite: true);
        }

        return this with { Folder = Path.Combine(target, Path.GetFileName(Folder)) };
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>\d+(\.\d+)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionLine();
}
