using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>The failures of calls to Amazon.</summary>
public static class AmazonErrors
{
    /// <summary>401: an expired or revoked token, or no access to the scope. Amazon does not distinguish them.</summary>
    public static readonly Error Unauthorized =
        new(ErrorKind.Forbidden, "amazon.unauthorized", "Amazon did not accept the access token.");

    public static readonly Error NoAccess =
        new(ErrorKind.Forbidden, "amazon.no_access", "This Amazon login has no access to the requested resource.");

    public static readonly Error Forbidden =
        new(ErrorKind.Forbidden, "amazon.forbidden", "Amazon does not allow this call for the connected login.");

    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "amazon.not_found", "Amazon does not have the requested resource.");

    public static readonly Error Rejected =
        new(ErrorKind.UpstreamInvalid, "amazon.rejected", "Amazon refused the request.");

    public static readonly Error InvalidAnswer =
        new(ErrorKind.UpstreamInvalid, "amazon.invalid_answer", "Amazon's response was invalid; nothing was stored.");

    public static readonly Error Timeout =
        new(ErrorKind.UpstreamTimeout, "amazon.timeout", "Amazon did not respond in time; try again shortly.");

    public static Error Unavailable(TimeSpan? retryAfter = null) =>
        new(ErrorKind.UpstreamUnavailable, "amazon.unavailable", "Amazon is unavailable; try again shortly.")
        {
            RetryAfter = retryAfter ?? TimeSpan.FromSeconds(5),
        };

    public static Error Throttled(TimeSpan? retryAfter) =>
        new(ErrorKind.UpstreamUnavailable, "amazon.throttled", "Amazon is throttling calls; try again shortly.")
        {
            RetryAfter = retryAfter ?? TimeSpan.FromSeconds(10),
        };
}
