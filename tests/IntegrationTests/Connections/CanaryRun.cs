using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Connections;

/// <summary>One flow on an instance with the most detailed logging.</summary>
public sealed class CanaryRun(TestServers servers) : IAsyncLifetime
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(40);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public ConnectedWorld World { get; } = new(servers);

    public IReadOnlyList<string> Lines { get; private set; } = [];

    internal CanaryFlow Flow { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await World.InitializeAsync();
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        var log = Path.Combine(_folder, "api.log");
        var settings = World.Settings.With(
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"),
            ("Logging:LogLevel:System.Net.Http.HttpClient", "Trace"));
        Flow = new CanaryFlow(World, address);
        await using (var api = ChildProcess.Start(settings.AsProcess(address) with { LogFile = log }))
        {
            await api.WaitForOkAsync(new Uri(address, "health/ready"), MaxWait, CancellationToken.None);
            await Flow.RunAsync();
        }

        Lines = await File.ReadAllLinesAsync(log);
    }

    public async ValueTask DisposeAsync()
    {
        Flow?.Dispose();
        await World.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
