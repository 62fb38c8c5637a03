using Accounts.Local.Processes;

namespace Accounts.Local.Postgres;

/// <summary>PostgreSQL refuses to run as root: there its programs run as "nobody", who must be able to reach what they use.</summary>
internal static class UnprivilegedUser
{
    // A number: distributions agree on it, not on the name of the group.
    private const string Nobody = "65534";

    public static bool Needed => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public static bool CanReach(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (!OperatingSystem.IsWindows() && folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }

        return true;
    }

    public static async Task GiveAsync(string folder, CancellationToken ct)
    {
        if (!Needed) return;

        var given = await Command.RunAsync("chown", ["-R", $"{Nobody}:{Nobody}", folder], ct);
        if (given?.ExitCode != 0)
        {
            throw new PostgresMissingException($"{folder} cannot be given to the user nobody ({given?.FirstLine ?? "chown is missing"})");
        }
    }

    /// <summary>The program as that user, where that is needed.</summary>
    public static (string Program, string[] Arguments) As(string program, string[] arguments) =>
        Needed ? ("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", program, .. arguments]) : (program, arguments);

    public static async Task<Command> RunAsync(string program, string[] arguments, string folder, CancellationToken ct)
    {
        var run = As(program, arguments);
        var ended = await Command.RunAsync(run.Program, run.Arguments, ct, folder);

        return ended ?? throw new PostgresMissingException(
            Needed ? "root may not run PostgreSQL, and setpriv is missing; install util-linux or run as another user" : $"{program} does not run");
    }
}
