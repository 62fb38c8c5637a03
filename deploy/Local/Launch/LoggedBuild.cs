using Accounts.Hosting;
using Accounts.Hosting.Processes;

namespace Accounts.Local.Launch;

/// <summary>A build whose complete output is kept in a file.</summary>
internal static class LoggedBuild
{
    private static readonly string[] Quiet = ["-v:minimal", "-nologo", "-tl:off", "-nodeReuse:false"];

    public static async Task<Command> RunAsync(IEnumerable<string> arguments, string logFile, CancellationToken ct)
    {
        var build = await Command.RunAsync(Command.Dotnet, [.. arguments, .. Quiet], ct, Repository.Root)
            ?? throw new LaunchException("dotnet is not on the PATH; install the .NET 10 SDK.");

        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        await File.WriteAllTextAsync(logFile, build.Output + build.Errors, ct);
        return build;
    }
}
