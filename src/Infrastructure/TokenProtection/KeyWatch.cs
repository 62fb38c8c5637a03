using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Hosting;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// An instance starts without its database and waits for it, unready. As soon as it answers the keys are checked, and wrong ones end the instance.
/// </summary>
internal sealed class KeyWatch(IKeyCheck keys, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await keys.CheckAsync(stoppingToken) == KeyVerdict.Unknown) await Task.Delay(Pause, stoppingToken);

        // A host that is told to stop while it starts fails instead.
        if (keys.Verdict == KeyVerdict.Wrong) lifetime.ApplicationStarted.Register(lifetime.StopApplication);
    }
}
