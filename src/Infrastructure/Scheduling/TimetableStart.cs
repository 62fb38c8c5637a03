using Accounts.Application.Common.Ports;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Migrations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Opens the timetable once the database is reachable and migrated and the keys are right. With wrong keys no tick ever runs.
/// </summary>
internal sealed partial class TimetableStart(Database database, IKeyCheck keys, IServiceProvider services, ILogger<TimetableStart> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private volatile bool _isOpen;

    /// <summary>Whether ticks run.</summary>
    public bool IsOpen => _isOpen;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Timetable.Fill(services, () => _isOpen, LogTickFailed);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await IsReadyAsync(stoppingToken)) await Task.Delay(RetryDelay, stoppingToken);
        _isOpen = true;
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A tick could not be started")]
    private partial void LogTickFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler waits for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
