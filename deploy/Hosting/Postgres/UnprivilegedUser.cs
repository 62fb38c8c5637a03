using Accounts.Hosting.Processes;

namespace Accounts.Hosting.Postgres;

/// <summary>PostgreSQL refuses to run as root. When this process is root, server programs run as "nobody", who needs access to their files.</summary>
public static class UnprivilegedUser
{
    // The number is the same in all distributions; the name of the group is not.
    private const string Nobody = "65534";

    public static bool IsNeeded => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Whether any user can enter the folder and all its parents.</summary>
    public static bool CanAccess(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (!OperatingSystem.IsWindows() && folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }

        return true;
    }

    /// <summary>Makes "nobody" the owner of a folder and its content, if needed.</summary>
    public static async Task GrantOwnershipAsync(string folder, CancellationToken ct)
    {
        if (!IsNeeded) return;

        var chown = await Command.RunAsync("chown", ["-R", $"{Nobody}:{Nobody}", folder], ct);
        if (chown?.ExitCode != 0)
        {
            throw new PostgresUnavailableException($"cannot make the user nobody the owner of {folder} ({chown?.FirstLine ?? "chown is missing"})");
        }
    }

    /// <summary>The command line that runs a program as "nobody", if needed.</summary>
    public static (string Program, string[] Arguments) Wrap(string program, string[] arguments) =>
        IsNeeded ? ("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", program, .. arguments]) : (program, arguments);

    public static async Task<Command> RunAsync(string program, string[] arguments, string folder, CancellationToken ct)
    {
        var wrapped = Wrap(program, arguments);
        var result = await Command.RunAsync(wrapped.Program, wrapped.Arguments, ct, folder);

        return result ?? throw new PostgresUnavailableException(
            IsNeeded ? "PostgreSQL cannot run as root, and setpriv is missing; install util-linux or run as another user"
                : $"{program} cannot be executed");
    }
}
