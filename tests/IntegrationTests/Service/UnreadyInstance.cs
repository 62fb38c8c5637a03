using Accounts.Hosting.Processes;
using Accounts.Infrastructure.Scheduling;
using Accounts.IntegrationTests.Auth;
using Accounts.IntegrationTests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.Service;

/// <summary>A second instance in this process that is expected not to become ready.</summary>
internal sealed class UnreadyInstance(WebApplication app, Uri address, CapturedLogs logs) : IAsyncDisposable
{
    public Uri Address => address;

    /// <summary>Whether its scheduler runs ticks.</summary>
    public bool IsTicking => app.Services.GetServices<IHostedService>().OfType<TimetableStart>().Single().IsOpen;

    /// <summary>How often its scheduler failed to reach the database.</summary>
    public int Waits => logs.Lines.Count(line => line.Text.StartsWith("Ticks and jobs wait for the database", StringComparison.Ordinal));

    public static async Task<UnreadyInstance> StartAsync(ApiWorld world, params (string Name, string Value)[] changes)
    {
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        var app = Api.Program.Build(world.Settings.With(changes).AsArguments(address));
        var logs = new CapturedLogs();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(logs);
        await app.StartAsync();
        return new UnreadyInstance(app, address, logs);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
