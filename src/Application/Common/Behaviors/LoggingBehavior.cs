using System.Diagnostics;
using Accounts.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Common.Behaviors;

/// <summary>Logs one line per use case: name, outcome and duration, never the content.</summary>
internal sealed partial class LoggingBehavior<TRequest, TResponse>(ILogger<LoggingBehavior<TRequest, TResponse>> logger)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var started = Stopwatch.GetTimestamp();
        var response = await next();
        LogHandled(typeof(TRequest).Name, response.Outcome, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Handled {UseCase}: {Outcome} in {Milliseconds:0.0} ms")]
    private partial void LogHandled(string useCase, string outcome, double milliseconds);
}
