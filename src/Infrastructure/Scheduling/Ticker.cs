using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Runs the scheduler beside the server and not before it: Quartz's own hosted service ends the process when the database is away at
/// start, where an instance should wait, unready, until it is back.
/// </summary>
internal sealed partial class Ticker(ISchedulerFactory schedulers, ILogger<Ticker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var scheduler = await schedulers.GetScheduler(stoppingToken);
                await scheduler.Start(stoppingToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
                await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogNotStarted(e.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler could not start and will try again: {Reason}")]
    private partial void LogNotStarted(string reason);
}
