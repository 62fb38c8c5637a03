using System.Reflection;
using Accounts.Local.Processes;

namespace Accounts.Local.Launch;

/// <summary>The programs that were built with this one, in the same configuration.</summary>
internal static class Programs
{
    public static ChildProcessStart Api(params string[] arguments) => Start("Api", arguments);

    public static ChildProcessStart Simulators(params string[] arguments) => Start("Simulators", arguments);

    /// <summary>This program itself, for tests of what happens when it is killed.</summary>
    public static ChildProcessStart Launcher(params string[] arguments) => Start("Local", arguments);

    private static ChildProcessStart Start(string name, string[] arguments)
    {
        var relative = typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == name).Value!;
        var dll = Path.Combine(Repository.Root, relative);
        return File.Exists(dll)
            ? ChildProcessStart.Dotnet(dll, arguments)
            : throw new LaunchException($"{relative} is not there: build deploy/Local, which builds it too.");
    }
}
