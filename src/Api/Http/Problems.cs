using System.Diagnostics;
using Accounts.Domain.Common;

namespace Accounts.Api.Http;

/// <summary>The only place that maps an error to a status.</summary>
internal static class Problems
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(5);

    public static ProblemResult ToProblem(this Error error)
    {
        var (status, title) = StatusOf(error.Kind);
        return new ProblemResult(status, title, SaysWhenToRetry(status) ? error with { RetryAfter = error.RetryAfter ?? ShortWait } : error);
    }

    /// <summary>A status set by the framework without an error of ours.</summary>
    public static ProblemResult ToProblem(int status, TimeSpan? retryAfter = null) => FrameworkErrors.Of(status) is { } known
        ? new ProblemResult(status, known.Title, SaysWhenToRetry(status) ? known.Error with { RetryAfter = retryAfter ?? ShortWait } : known.Error)
        : new ProblemResult(status, "Request not served", FrameworkErrors.NotServed);

    private static (int Status, string Title) StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Malformed => (StatusCodes.Status400BadRequest, "Malformed request"),
        ErrorKind.Invalid => (StatusCodes.Status422UnprocessableEntity, "Invalid request"),
        ErrorKind.Unauthenticated => (StatusCodes.Status401Unauthorized, "Not signed in"),
        ErrorKind.ReauthorizationRequired => (StatusCodes.Status401Unauthorized, "Amazon access needed"),
        ErrorKind.Forbidden => (StatusCodes.Status403Forbidden, "Not allowed"),
        ErrorKind.NotFound => (StatusCodes.Status404NotFound, "Not found"),
        ErrorKind.Conflict => (StatusCodes.Status409Conflict, "Conflict"),
        ErrorKind.OutOfDate => (StatusCodes.Status412PreconditionFailed, "Out of date"),
        ErrorKind.VersionRequired => (StatusCodes.Status428PreconditionRequired, "If-Match required"),
        ErrorKind.Throttled => (StatusCodes.Status429TooManyRequests, "Too many requests"),
        ErrorKind.UpstreamInvalid => (StatusCodes.Status502BadGateway, "Amazon's answer was not usable"),
        ErrorKind.UpstreamUnavailable => (StatusCodes.Status503ServiceUnavailable, "Amazon is not available"),
        ErrorKind.UpstreamTimeout => (StatusCodes.Status504GatewayTimeout, "Amazon did not answer in time"),
        ErrorKind.Unavailable => (StatusCodes.Status503ServiceUnavailable, "Service not available"),
        _ => throw new UnreachableException($"No status is set for {kind}."),
    };

    private static bool SaysWhenToRetry(int status) =>
        status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;
}
