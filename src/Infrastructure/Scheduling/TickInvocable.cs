using System.Diagnostics;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Telemetry;
using Coravel.Invocable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Runs one tick for Coravel. A failure is logged, and the next tick tries again, unless a right is missing; a cancellation by the
/// shutdown is not a failure.</summary>
internal sealed partial class TickInvocable<TTick>(TTick tick, TimetableStart timetable, IHostApplicationLifetime lifetime, ILogger<TTick> logger)
    : IInvocable, ICancellableInvocable
    where TTick : class, ITick
{
    public CancellationToken CancellationToken { get; set; }

    public async Task Invoke()
    {
        // Coravel cancels its token only when the host stops its services, which comes after the requests have ended.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, lifetime.ApplicationStopping);
        using var span = Traces.Tick(typeof(TTick).Name);
        try
        {
            await tick.RunAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The shutdown interrupted the tick: what it has written stays, another instance does the rest.
        }
        catch (Exception e)
        {
            span?.AddException(e).SetStatus(ActivityStatusCode.Error);
            LogFailed(e, typeof(TTick).Name);
            if (DatabaseFailures.IsMissingRight(e)) timetable.Fail(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tick {Tick} failed")]
    private partial void LogFailed(Exception exception, string tick);
}
