using Accounts.Simulators.AmazonAds;
using Accounts.Simulators.Lwa;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.Control;

/// <summary>Stands before every simulated endpoint: records the call, then delays, faults or throttles it.</summary>
internal sealed class Interference(FaultBoard board, CallLog log, Grants grants, SimulatorOptions options, IHostApplicationLifetime lifetime)
{
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SimulatedRoute>() is not { } route)
        {
            if (options.Observer is { } reader && IsAmazon(context)) reader(await Exchange.ReadAsync(context.Request, context.RequestAborted));
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
            context.Abort(); // the caller went away, or the simulator is stopping
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

        await board.ReleaseOf(call.Route.Name).WaitAsync(ct);
        var observer = call.Route.Region is null ? null : options.Observer;
        var exchange = observer is null ? null : await Exchange.ReadAsync(context.Request, ct);
        var fault = board.Next(call.Route, call.Scope, CallerOf(context));
        var throttle = fault is null ? board.Refuses(call.Route.Name) : null;
        if (exchange is not null && fault is null && throttle is null)
        {
            await ObserveAsync(context, next, exchange, observer!, ct);
            return;
        }

        if (exchange is not null) observer!(exchange);
        if (fault is not null) await FaultPlayer.PlayAsync(fault, context, next, ct);
        else if (throttle is not null) await ThrottleAnswer.WriteAsync(context, throttle);
        else await next(context);
    }

    private static async Task ObserveAsync(
        HttpContext context, RequestDelegate next, Exchange exchange, Action<Exchange> observer, CancellationToken ct)
    {
        var wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(ct);
        }
        finally
        {
            context.Response.Body = wire;
        }

        observer(exchange with { Response = new ExchangeResponse(context.Response.StatusCode, context.Response.ContentType, body.ToArray()) });
        body.Position = 0;
        await body.CopyToAsync(wire, ct);
    }

    /// <summary>A path or method below a region that is not simulated is a call of Amazon too.</summary>
    private static bool IsAmazon(HttpContext context) => Enum.GetValues<AdsRegion>()
        .Any(region => context.Request.Path.StartsWithSegments($"/{region}", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue);

    private Grant? CallerOf(HttpContext context) => AdsGate.BearerOf(context.Request) is { } token ? grants.Authenticate(token) : null;
}
