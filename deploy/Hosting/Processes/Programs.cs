using System.Reflection;

namespace Accounts.Hosting.Processes;

/// <summary>The programs of this repository, built in the same configuration as this library.</summary>
public static class Programs
{
    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = typeof(Programs).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static ChildProcessStart Api(params string[] arguments) => Start("Api", arguments);

    public static ChildProcessStart Simulators(params string[] arguments) => Start("Simulators", arguments);

    /// <summary>The run command itself. Tests start it and kill it.</summary>
    public static ChildProcessStart Local(params string[] arguments) => Start("Local", arguments);

    /// <summary>Whether the assembly of the program exists.</summary>
    public static bool IsBuilt(string name) => File.Exists(FileOf(name));

    /// <summary>Whether the API was built with its dashboard.</summary>
    public static bool HasDashboard => File.Exists(Path.Combine(Path.GetDirectoryName(FileOf("Api"))!, "dashboard", "index.html"));

    private static string FileOf(string name) => Path.Combine(
        Repository.Root,
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == name).Value!);

    private static ChildProcessStart Start(string name, string[] arguments) => IsBuilt(name)
        ? ChildProcessStart.Dotnet(FileOf(name), arguments)
        : throw new FileNotFoundException($"{FileOf(name)} does not exist; run dotnet build -c {Configuration} first.");
}
