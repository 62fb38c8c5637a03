namespace Accounts.Api.Http;

/// <summary>
/// Asks intermediaries to pass on server-sent events as they come: by default nginx buffers a response to its end, and others compress it.
/// </summary>
internal sealed class EventStreamHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) != true) return Task.CompletedTask;

            context.Response.Headers.CacheControl = "no-cache, no-transform";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
