using System.Data.Common;
using Accounts.Application.Common.Ports;
using Microsoft.AspNetCore.Diagnostics;

namespace Accounts.Api.Http;

/// <summary>
/// Handles what no endpoint did: a refused binding names the wrong part, a lost race is a 409, an unavailable database is a 503, a caller who
/// left gets no answer, and everything else is a bug.
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

    /// <summary>A database that is away, full or restarting: the same request may well succeed in a moment.</summary>
    private static bool IsPassing(Exception? exception) =>
        exception is DbException { IsTransient: true } || (exception?.InnerException is { } inner && IsPassing(inner));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was not available")]
    private partial void LogUnavailable(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed with an unhandled exception")]
    private partial void LogUnhandled(Exception exception);
}
