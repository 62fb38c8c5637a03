using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;

namespace Accounts.Simulators.Control;

internal static class FaultPlayer
{
    // A reset discards data that the caller has not read, but the caller must receive half of the body
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(50);

    public static async Task PlayAsync(Fault fault, HttpContext context, RequestDelegate next, CancellationToken ct)
    {
        var real = fault.DoWork || fault.Kind is FaultKind.After or FaultKind.Cut or FaultKind.Trickle or FaultKind.Truncate
            ? await CaptureAsync(context, next)
            : [];
        var half = real.AsMemory(..(real.Length / 2));
        switch (fault.Kind)
        {
            case FaultKind.Status:
                await AnswerAsync(fault, context, ct);
                break;
            case FaultKind.Stall:
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
                break;
            case FaultKind.Reset or FaultKind.After:
                Reset(context);
                break;
            case FaultKind.Cut:
                context.Response.ContentLength = real.Length;
                await context.Response.Body.WriteAsync(half, ct);
                await context.Response.Body.FlushAsync(ct);
                await Task.Delay(ReadingTime, ct);
                Reset(context);
                break;
            case FaultKind.Truncate:
                context.Response.ContentLength = half.Length;
                await context.Response.Body.WriteAsync(half, ct);
                break;
            case FaultKind.Trickle:
                await TrickleAsync(real, context, ct);
                break;
            default:
                throw new InvalidOperationException($"The simulator does not support the fault {fault.Kind}.");
        }
    }

    private static async Task<byte[]> CaptureAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        await using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            return buffer.ToArray();
        }
        finally
        {
            context.Response.Body = wire;
        }
    }

    private static async Task AnswerAsync(Fault fault, HttpContext context, CancellationToken ct)
    {
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = fault.ContentType;
        foreach (var (name, value) in fault.Headers) context.Response.Headers[name] = value;
        var body = fault.Bytes ?? Encoding.UTF8.GetBytes(fault.Body);
        for (var i = 0; i < fault.Repeat && body.Length > 0; i++) await context.Response.Body.WriteAsync(body, ct);
    }

    private static async Task TrickleAsync(byte[] real, HttpContext context, CancellationToken ct)
    {
        context.Response.ContentLength = real.Length;
        for (var i = 0; i < real.Length; i++)
        {
            await context.Response.Body.WriteAsync(real.AsMemory(i, 1), ct);
            await context.Response.Body.FlushAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    // With a linger time of zero, closing sends RST instead of FIN, so the caller sees "connection reset" and not an early end
    private static void Reset(HttpContext context)
    {
        CallEntry.Of(context).Broken = true;
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }

        context.Abort();
    }
}
