namespace Accounts.Local.Launch;

/// <summary>
/// Installs the packages of the dashboard and builds it, before the build of the API takes it: this needs npm's registry and takes the longest,
/// so it is a step of its own.
/// </summary>
internal static class DashboardBuild
{
    private const int MaxLines = 20;

    /// <summary>The build reads the same variable (src/Dashboard/Dashboard.targets).</summary>
    public static bool IsWanted { get; } =
        !string.Equals(Environment.GetEnvironmentVariable("WithDashboard"), "false", StringComparison.OrdinalIgnoreCase);

    /// <returns>What came of it, in one line: without Node, nothing is built.</returns>
    /// <exception cref="LaunchException">The build failed. The message contains its first errors.</exception>
    public static async Task<string> RunAsync(CancellationToken ct)
    {
        var logFile = LocalFolder.Log("dashboard");
        var build = await LoggedBuild.RunAsync(["msbuild", "src/Dashboard/Dashboard.targets", "-t:BundleDashboard"], logFile, ct);
        var lines = build.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (build.ExitCode == 0) return lines.FirstOrDefault(line => line.StartsWith("The dashboard", StringComparison.Ordinal)) ?? "built";

        var errors = lines.SkipWhile(line => !line.Contains("error ", StringComparison.Ordinal)).Take(MaxLines);
        throw new LaunchException(
            $"""
            The build of the dashboard failed:{string.Concat(errors.Select(line => $"\n  {line}"))}
            Correct the errors and run the command again, or leave the dashboard out: set WithDashboard=false. The complete output is in {logFile}.
            """);
    }
}
