using Accounts.Domain.Common;

namespace Accounts.Domain.Connections;

public static class ConnectionErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "connection.not_found", "No Amazon connection exists; connect one first.");

    public static readonly Error ReauthorizationRequired =
        new(ErrorKind.ReauthorizationRequired, "connection.reauthorization_required",
            "Amazon access was withdrawn or can no longer be used; connect again.");

    public static readonly Error RefreshUnavailable =
        new(ErrorKind.UpstreamUnavailable, "connection.refresh_unavailable", "Access to Amazon could not be refreshed; try again shortly.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    /// <summary>The same error for every invalid state, so that an attacker learns nothing from it.</summary>
    public static readonly Error InvalidState =
        new(ErrorKind.Malformed, "oauth.invalid_state", "This sign-in with Amazon is no longer valid; start again.");

    public static readonly Error ConsentDenied =
        new(ErrorKind.Forbidden, "oauth.access_denied", "Access was not granted at Amazon; connect again to grant it.");

    public static readonly Error ConsentFailed =
        new(ErrorKind.UpstreamInvalid, "oauth.consent_failed", "Amazon did not complete the sign-in; start again.");

    public static readonly Error ExchangeFailed =
        new(ErrorKind.UpstreamInvalid, "oauth.exchange_failed", "Amazon did not accept the sign-in; start again.");

    public static readonly Error ClientRejected =
        new(ErrorKind.Unavailable, "oauth.client_rejected", "This service's Amazon credentials were refused; its operator must fix them.");

    public static readonly Error ImpersonationRefused =
        new(ErrorKind.Forbidden, "connection.impersonation_refused",
            "An impersonated session can view and sync, and cannot change connections, tokens or accounts.");

    /// <summary>The browser of a page on another origin does not keep the cookie without which the flow cannot finish.</summary>
    public static readonly Error SameOriginRequired =
        new(ErrorKind.Malformed, "connection.same_origin_required",
            "Connecting works only from this service's own origin; serve the frontend through Frontend__StaticPath or a proxy.");

    public static readonly Error RegionDisabled =
        new(ErrorKind.Invalid, "connection.region_disabled", "This service does not offer that region.");
}
