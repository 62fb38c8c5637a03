using Microsoft.AspNetCore.Diagnostics;

namespace Accounts.Api.Http;

/// <summary>The last resort: a refused binding says which part was wrong, a caller who left is nobody's error, and the rest is a bug.</summary>
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

        LogUnhandled(exception);
        return Problems.ToProblem(StatusCodes.Status500InternalServerError);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed with an unhandled exception")]
    private partial void LogUnhandled(Exception exception);
}
