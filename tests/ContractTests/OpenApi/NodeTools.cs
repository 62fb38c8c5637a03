using Accounts.Hosting;
using Accounts.Hosting.Processes;

namespace Accounts.ContractTests.OpenApi;

/// <summary>The programs of <c>package.json</c>, installed from the lock file if they are absent or outdated.</summary>
public sealed class NodeTools : IAsyncLifetime
{
    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private string? _missing;

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "ContractTests", "OpenApi");

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("REDOCLY_TELEMETRY", "off");
        Environment.SetEnvironmentVariable("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"))) return;

        var install = await Command.RunAsync(Npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"],
            TestContext.Current.CancellationToken, Folder);
        if (install is null) _missing = "Node.js 20 or newer is not installed; the OpenAPI document is not checked by Redocly and TypeScript.";
        else install.ExitCode.ShouldBe(0, $"`npm ci` in {Folder} failed: {install.FirstLine}");
    }

    /// <summary>Runs a program of a package. Without Node.js, a test is skipped, but not in CI.</summary>
    public async Task ShouldSucceedAsync(string script, params string[] arguments)
    {
        if (_missing is not null)
        {
            Environment.GetEnvironmentVariable("CI").ShouldBeNullOrEmpty(_missing);
            Assert.Skip(_missing);
        }

        var run = await Command.RunAsync("node", [Path.Combine("node_modules", script), .. arguments], TestContext.Current.CancellationToken, Folder);
        run.ShouldNotBeNull().ExitCode.ShouldBe(0, $"{run.Output}\n{run.Errors}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
