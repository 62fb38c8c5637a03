using Accounts.Hosting;
using Accounts.Hosting.Processes;

namespace Accounts.Local.Launch;

/// <summary>
/// Builds the API and the simulators. <c>dotnet run</c> builds without output, so it builds only the run command, and the run command
/// builds the rest and reports it.
/// </summary>
/// <param name="target">The project or solution to build, relative to the repository.</param>
/// <param name="logFile">Receives the output of the build.</param>
/// <param name="recordFile">Receives the state of the sources after a successful build.</param>
internal sealed class ProgramBuild(string target, string logFile, string recordFile)
{
    private const int MaxErrors = 20;

    public static ProgramBuild Default { get; } =
        new("deploy/Local/Programs.slnf", LocalFolder.Log("build"), LocalFolder.BuildRecord(Programs.Configuration));

    /// <summary>Whether the last build used the current sources and its result still exists.</summary>
    public bool IsUpToDate =>
        File.Exists(recordFile) && Programs.IsBuilt("Api") && Programs.IsBuilt("Simulators") && File.ReadAllText(recordFile) == SourceState.Compute();

    /// <exception cref="LaunchException">The build failed. The message contains its errors.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        // The state from before the build: a file that changes during the build causes another build.
        var sources = SourceState.Compute();
        var build = await LoggedBuild.RunAsync(["build", target, "-c", Programs.Configuration], logFile, ct);
        if (build.ExitCode != 0) throw new LaunchException(FailureMessage(build));

        await File.WriteAllTextAsync(recordFile, sources, ct);
    }

    private string FailureMessage(Command build)
    {
        var lines = (build.Output + build.Errors).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var errors = lines.Where(line => line.Contains("error ", StringComparison.Ordinal)).Select(Shorten).Distinct().ToArray();
        var shown = errors is [] ? lines.TakeLast(MaxErrors) : errors.Take(MaxErrors);
        return $"""
            The build failed with exit code {build.ExitCode}:{string.Concat(shown.Select(line => $"\n  {line}"))}
            Correct the errors and run the command again. The complete output is in {logFile}.
            """;
    }

    // The compiler prints full paths and appends the project; both make the line hard to read.
    private static string Shorten(string error)
    {
        var project = error.LastIndexOf(" [", StringComparison.Ordinal);
        var text = project > 0 && error.EndsWith("proj]", StringComparison.Ordinal) ? error[..project] : error;
        return text.Replace(Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}
