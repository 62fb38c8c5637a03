using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Hosting;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// Checks the keys as soon as the database responds. An instance starts without its database and is not ready until then; wrong keys stop it.
/// </summary>
internal sealed class KeyWatch(IKeyCheck keys, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await keys.CheckAsync(stoppingToken) == KeyVerdict.Unknown) await Task.Delay(Pause, stoppingToken);

        // A host that is stopped while it starts fails instead.
        if (keys.Verdict == KeyVerdict.Wrong) lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }
}
