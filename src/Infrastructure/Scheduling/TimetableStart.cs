using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Opens the timetable once the instance is ready, and fails with the tick that cannot succeed however often it is repeated.</summary>
internal sealed partial class TimetableStart(Readiness readiness, IServiceProvider services, ILogger<TimetableStart> logger) : BackgroundService
{
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        await _failure.Task.WaitAsync(stoppingToken);
    }

    public void Fail(Exception cause) => _failure.TrySetException(cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "A tick could not be started")]
    private partial void LogTickFailed(Exception exception);
}
