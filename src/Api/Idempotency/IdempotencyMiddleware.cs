using System.Security.Cryptography;
using System.Text;
using Accounts.Api.Http;
using Accounts.Application.Common.Ports;

namespace Accounts.Api.Idempotency;

/// <summary>
/// Repeats the response of a request whose <c>Idempotency-Key</c> has served an equal one. A middleware, not an endpoint filter, because it compares
/// the bytes of the body before they are bound (decision 0024). A 2xx response is stored. A refusal (4xx) has changed nothing and is forgotten.
/// After any other end, and after a conflict, the next equal request runs again with the same operation id.
/// </summary>
internal sealed partial class IdempotencyMiddleware(RequestDelegate next, IIdempotencyKeys keys, ILogger<IdempotencyMiddleware> logger)
{
    private static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    public async Task InvokeAsync(HttpContext context, CurrentUser user, RequestContext scope)
    {
        var header = context.Request.Headers[IdempotentRoute.Header];
        if (header.Count == 0 || !user.IsKnown || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRoute>() is null)
        {
            await next(context);
            return;
        }

        var key = IdempotentRoute.KeyOf(context.Request, header);
        if (!key.Succeeded)
        {
            await key.Error.ToProblem().ExecuteAsync(context);
            return;
        }

        switch (await keys.BeginAsync(user.Id, key.Value, await HashAsync(context), context.RequestAborted))
        {
            case KeyedRequest.Started started:
                scope.OperationId = started.OperationId;
                await ServeAsync(context, user, started);
                break;
            case KeyedRequest.Done done:
                await ReplayAsync(context.Response, done.Response);
                break;
            case KeyedRequest.Running:
                await IdempotencyErrors.InProgress.ToProblem().ExecuteAsync(context);
                break;
            default:
                await IdempotencyErrors.KeyReused.ToProblem().ExecuteAsync(context);
                break;
        }
    }

    private static async Task<byte[]> HashAsync(HttpContext context)
    {
        var request = context.Request;
        request.EnableBuffering(bufferThreshold: Kestrel.BodyCap);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.QueryString.Value + "\n"));
        hash.AppendData(await SHA256.HashDataAsync(request.Body, context.RequestAborted));
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    private async Task ServeAsync(HttpContext context, CurrentUser user, KeyedRequest.Started request)
    {
        var client = context.Response.Body;
        using var recorded = new MemoryStream();
        context.Response.Body = recorded;
        var hasEnded = false;
        try
        {
            await next(context);
            hasEnded = true;
        }
        finally
        {
            context.Response.Body = client;
            if (!hasEnded) await EndAsync(() => keys.ReleaseAsync(user.Id, request, CancellationToken.None));
        }

        await EndAsync(() => RecordAsync(user, request, context.Response, recorded));
        recorded.Position = 0;
        await recorded.CopyToAsync(client, context.RequestAborted);
    }

    private Task RecordAsync(CurrentUser user, KeyedRequest.Started request, HttpResponse response, MemoryStream body) => response.StatusCode switch
    {
        >= 200 and < 300 => keys.CompleteAsync(user.Id, request, ToStored(response, body), CancellationToken.None),
        >= 400 and < 500 and not StatusCodes.Status409Conflict => keys.ForgetAsync(user.Id, request, CancellationToken.None),
        _ => keys.ReleaseAsync(user.Id, request, CancellationToken.None),
    };

    private static StoredResponse ToStored(HttpResponse response, MemoryStream body) => new(
        response.StatusCode,
        Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString(), StringComparer.Ordinal),
        Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));

    /// <summary>The request itself is done. If its end is not stored, the lease expires and an equal request takes over.</summary>
    private async Task EndAsync(Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception e)
        {
            LogEndNotStored(e);
        }
    }

    private static Task ReplayAsync(HttpResponse response, StoredResponse stored)
    {
        response.StatusCode = stored.Status;
        foreach (var (name, value) in stored.Headers) response.Headers[name] = value;
        response.Headers[IdempotentRoute.Replayed] = "true";
        return response.WriteAsync(stored.Body);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of a request with an idempotency key could not be stored")]
    private partial void LogEndNotStored(Exception e);
}
