using System.Diagnostics;
using Accounts.Infrastructure.Telemetry;
using Coravel.Invocable;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Runs one tick for Coravel. A failure is logged, and the next tick tries again; a cancellation by the shutdown is not a failure.</summary>
internal sealed partial class TickInvocable<TTick>(TTick tick, ILogger<TTick> logger) : IInvocable, ICancellableInvocable
    where TTick : class, ITick
{
    public CancellationToken CancellationToken { get; set; }

    public async Task Invoke()
    {
        using var span = Traces.Tick(typeof(TTick).Name);
        try
        {
            await tick.RunAsync(CancellationToken);
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            // The shutdown interrupted the tick: what it has written stays, another instance does the rest.
        }
        catch (Exception e)
        {
            span?.AddException(e).SetStatus(ActivityStatusCode.Error);
            LogFailed(e, typeof(TTick).Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tick {Tick} failed")]
    private partial void LogFailed(Exception exception, string tick);
}
