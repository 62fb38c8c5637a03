using Accounts.IntegrationTests.Harness;
using Accounts.Local.Processes;
using Microsoft.AspNetCore.Builder;

namespace Accounts.IntegrationTests.Service;

/// <summary>A second instance in this process that is expected not to become ready.</summary>
internal sealed class UnreadyInstance(WebApplication app, Uri address) : IAsyncDisposable
{
    public Uri Address => address;

    public static async Task<UnreadyInstance> StartAsync(ApiWorld world, params (string Name, string Value)[] changes)
    {
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        var app = Api.Program.Build(world.Settings.With(changes).AsArguments(address));
        _ = app.StartAsync(); // the scheduler may wait for its database for ever; the server need not
        using var client = new HttpClient();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var alive = await client.GetAsync(new Uri(address, "health/live"), deadline.Token);
                return new UnreadyInstance(app, address);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await app.StopAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            // it never finished starting
        }

        await app.DisposeAsync();
    }
}
