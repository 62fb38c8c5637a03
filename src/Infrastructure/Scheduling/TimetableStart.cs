using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Opens the timetable once the instance is ready.</summary>
internal sealed partial class TimetableStart(Readiness readiness, IServiceProvider services, ILogger<TimetableStart> logger) : BackgroundService
{
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
        await readiness.WaitAsync(stoppingToken);
        _isOpen = true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A tick could not be started")]
    private partial void LogTickFailed(Exception exception);
}
