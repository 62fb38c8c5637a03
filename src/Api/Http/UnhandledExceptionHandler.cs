using System.Data.Common;
using Accounts.Application.Common.Ports;
using Microsoft.AspNetCore.Diagnostics;

namespace Accounts.Api.Http;

/// <summary>
/// Handles unhandled exceptions: a failed binding names the invalid part, a concurrency conflict is a 409, an unavailable database is a 503,
/// a cancelled request gets no response, and everything else is a bug.
/// </summary>
internal sealed partial class UnhandledExceptionHandler(ILogger<UnhandledExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        await ProblemFor(exception, httpContext).ExecuteAsync(httpContext);
        return true;
    }

    private ProblemResult ProblemFor(Exception exception, HttpContext context)
    {
        if (exception is BadHttpRequestException refused)
            return BindingFailure.ToProblem(refused, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint);

        if (exception is ConflictException conflict) return conflict.Error.ToProblem();

        if (IsPassing(exception))
        {
            LogUnavailable(exception);
            return Problems.ToProblem(StatusCodes.Status503ServiceUnavailable);
        }

        LogUnhandled(exception);
        return Problems.ToProblem(StatusCodes.Status500InternalServerError);
    }

    /// <summary>The database is unreachable, overloaded or restarting, so a retry may succeed.</summary>
    private static bool IsPassing(Exception? exception) =>
        exception is DbException { IsTransient: true } || (exception?.InnerException is { } inner && IsPassing(inner));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was not available")]
    private partial void LogUnavailable(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The request failed with an unhandled exception")]
    private partial void LogUnhandled(Exception exception);
}
