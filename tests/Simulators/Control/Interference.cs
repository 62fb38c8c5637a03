using Accounts.Simulators.AmazonAds;

namespace Accounts.Simulators.Control;

/// <summary>Middleware of every simulated endpoint that records the call, then delays, fails or throttles it.</summary>
internal sealed class Interference(FaultBoard board, CallLog log, IHostApplicationLifetime lifetime)
{
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SimulatedRoute>() is not { } route)
        {
            await next(context);
            return;
        }

        var entry = log.Begin(route, context.Request);
        context.Features.Set(entry);
        if (route.Region is not null) AmazonHeaders.Add(context, route);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await AnswerAsync(context, next, entry, ending.Token);
            if (!entry.Broken && !context.RequestAborted.IsCancellationRequested) entry.Status = context.Response.StatusCode;
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the caller disconnected, or the simulator is stopping
        }
        finally
        {
            log.End(entry);
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next, CallEntry call, CancellationToken ct)
    {
        var latency = board.LatencyOf(call.Route.Name);
        if (latency > TimeSpan.Zero) await Task.Delay(latency, ct);

        if (board.Next(call.Route, call.Scope) is { } fault) await FaultPlayer.PlayAsync(fault, context, next, ct);
        else if (board.Refuses(call.Route.Name) is { } throttle) await ThrottleAnswer.WriteAsync(context, throttle);
        else await next(context);
    }
}
