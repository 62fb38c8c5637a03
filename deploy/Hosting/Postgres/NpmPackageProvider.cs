using System.Runtime.InteropServices;
using System.Text.Json;
using Accounts.Hosting.Processes;

namespace Accounts.Hosting.Postgres;

/// <summary>The npm package with PostgreSQL binaries, pinned in <c>deploy/Local/package.json</c> and installed if missing.</summary>
internal sealed class NpmPackageProvider(string? folder = null, string? npm = null) : IPostgresProvider
{
    private readonly string _folder = folder ?? Path.Combine(Repository.Root, "deploy", "Local");
    private readonly string _npm = npm ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm");

    public async Task<RunningPostgres> StartAsync(PostgresOptions options, CancellationToken ct)
    {
        var name = $"@embedded-postgres/{Platform}";
        var pinned = PinnedVersions().GetValueOrDefault(name)
            ?? throw new PostgresUnavailableException($"npm package: none exists for {Platform}; install PostgreSQL 15 or newer");

        var package = Path.Combine(_folder, "node_modules", name);
        if (InstalledVersion(package) != pinned)
        {
            await InstallAsync(options, $"{name} {pinned}", ct);
        }

        if (InstalledVersion(package) != pinned)
        {
            throw new PostgresUnavailableException(
                $"npm package: npm did not install {name} {pinned}; run `npm ci` in deploy/Local to see the reason");
        }

        LinkLibraries(package);
        var binaries = await PostgresBinaries.InspectAsync(Path.Combine(package, "native", "bin"), ct);
        return await Cluster.StartAsync(binaries, $"npm package {name} {pinned}", options, ct);
    }

    private static string Platform =>
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")
        + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    private Dictionary<string, string> PinnedVersions()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "package.json")));
        return package.RootElement.GetProperty("optionalDependencies").Deserialize<Dictionary<string, string>>()!;
    }

    private static string? InstalledVersion(string package)
    {
        var file = Path.Combine(package, "package.json");
        if (!File.Exists(file)) return null;

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.GetProperty("version").GetString();
    }

    private async Task InstallAsync(PostgresOptions options, string what, CancellationToken ct)
    {
        options.Report($"Installing the npm package {what} (60 MB).");
        // The package's own script only creates the links of LinkLibraries, so no third-party script has to run.
        var install = await Command.RunAsync(_npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ct, _folder);
        if (install is null)
        {
            throw new PostgresUnavailableException("npm package: npm is not on the PATH; install Node.js 20 or newer");
        }

        if (install.ExitCode != 0)
        {
            throw new PostgresUnavailableException(
                $"npm package: `npm ci` in deploy/Local failed ({install.FirstLine}); is a package registry reachable?");
        }
    }

    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list)) return;

        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var path = Path.Combine(package, link.Target);
            if (!File.Exists(path))
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(package, link.Source)));
            }
        }
    }

    private sealed record Link(string Source, string Target);
}
