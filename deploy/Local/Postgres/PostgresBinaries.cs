using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Local.Processes;

namespace Accounts.Local.Postgres;

/// <summary>A folder that was asked and has a working <c>postgres</c> with <c>initdb</c> and <c>pg_ctl</c> beside it.</summary>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string this[string program] => Path.Combine(Folder, FileName(program));

    public static string FileName(string program) => OperatingSystem.IsWindows() ? $"{program}.exe" : program;

    public static async Task<PostgresBinaries> AskAsync(string folder, CancellationToken ct)
    {
        var lacking = Programs.FirstOrDefault(program => !File.Exists(Path.Combine(folder, FileName(program))));
        if (lacking is not null)
        {
            throw new PostgresMissingException($"{folder} has no {lacking}");
        }

        // Asked as who runs it: a file that is there may still be a stub, of another machine, or out of reach.
        var answer = await Command.RunAsync(Path.Combine(folder, FileName("postgres")), ["--version"], ct);
        return answer is { ExitCode: 0 } && VersionLine().Match(answer.FirstLine) is { Success: true } match
            ? new PostgresBinaries(folder, match.Groups["version"].Value)
            : throw new PostgresMissingException($"{folder}/postgres does not run ({answer?.FirstLine ?? "not a program"})");
    }

    /// <summary>A copy under <paramref name="target"/>, for a user who cannot enter this folder.</summary>
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
