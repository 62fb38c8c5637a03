using Accounts.Application.Common.Ports;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Migrations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Runs the scheduler beside the server and not before it. Quartz gives up for good when the database is away or lacks its tables at start,
/// where an instance should wait, unready, until it is there: so the database is asked first. With wrong keys nothing is begun at all.
/// </summary>
internal sealed partial class Ticker(Database database, IKeyCheck keys, ISchedulerFactory schedulers, ILogger<Ticker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await IsDatabaseReadyAsync(stoppingToken)) await Task.Delay(Pause, stoppingToken);

        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await scheduler.Start(stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    private async Task<bool> IsDatabaseReadyAsync(CancellationToken ct)
    {
        try
        {
            return (await Migrator.PendingAsync(database, ct)).Count == 0 && await keys.CheckAsync(ct) == KeyVerdict.Right;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogWaiting(e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler waits for its database: {Reason}")]
    private partial void LogWaiting(string reason);
}
