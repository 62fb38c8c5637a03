using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>How calls to Amazon fail, in our words.</summary>
public static class AmazonErrors
{
    /// <summary>401: an expired or withdrawn token, or no access to the scope; Amazon does not say which.</summary>
    public static readonly Error Unauthorized =
        new(ErrorKind.Forbidden, "amazon.unauthorized", "Amazon did not accept the access token.");

    public static readonly Error NoAccess =
        new(ErrorKind.Forbidden, "amazon.no_access", "Amazon does not give this login access to that.");

    public static readonly Error Forbidden =
        new(ErrorKind.Forbidden, "amazon.forbidden", "Amazon does not allow this for the connected login.");

    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "amazon.not_found", "Amazon does not know that.");

    public static readonly Error Rejected =
        new(ErrorKind.UpstreamInvalid, "amazon.rejected", "Amazon refused the request.");

    public static readonly Error InvalidAnswer =
        new(ErrorKind.UpstreamInvalid, "amazon.invalid_answer", "Amazon's answer made no sense; nothing was stored.");

    public static readonly Error Timeout =
        new(ErrorKind.UpstreamTimeout, "amazon.timeout", "Amazon did not answer in time; try again shortly.");

    public static Error Unavailable(TimeSpan? retryAfter = null) =>
        new(ErrorKind.UpstreamUnavailable, "amazon.unavailable", "Amazon is not available just now; try again shortly.")
        {
            RetryAfter = retryAfter ?? TimeSpan.FromSeconds(5),
        };

    public static Error Throttled(TimeSpan? retryAfter) =>
        new(ErrorKind.UpstreamUnavailable, "amazon.throttled", "Amazon is limiting calls just now; try again shortly.")
        {
            RetryAfter = retryAfter ?? TimeSpan.FromSeconds(10),
        };
}
