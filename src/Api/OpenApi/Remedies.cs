using System.Diagnostics;
using Accounts.Domain.Common;

namespace Accounts.Api.OpenApi;

/// <summary>What a caller does about an error: the advice for its code if there is one, otherwise the advice for its kind.</summary>
internal static class Remedies
{
    private const string Wait = "Wait as long as `Retry-After` says, then send the request again.";
    private const string Authorize = "Send the user through the authorization flow: `GET /api/v1/auth/amazon/login`.";
    private const string FindAtAmazon = "Look the account up at Amazon. If it exists, sync; if not, register it again.";

    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        ["account.disconnected"] = "Reconnect the account with `POST /api/v1/accounts/{id}/reconnect`.",
        ["amazon.forbidden"] = "Use an Amazon login that may see this resource, or change its rights at Amazon.",
        ["amazon.no_access"] = "Use an Amazon login that may see this resource, or change its rights at Amazon.",
        ["amazon.not_found"] = "Check at Amazon whether the resource still exists; the next complete sync updates the stored copy.",
        ["amazon.unauthorized"] = "Nothing: the service refreshes the token and repeats the call.",
        ["auth.forbidden"] = "Do not repeat the request with this session.",
        ["auth.session_pending"] = "Let the user finish the sign-up with Clerk, then send the new session token.",
        ["auth.user_deleted"] = "Sign in as another user.",
        ["campaign.changed"] = "Read the campaign again, then repeat the change with its new `ETag`.",
        ["campaign.invalid"] = "Correct the members that `errors` names.",
        ["campaign.outcome_unknown"] = "Read the campaigns with `live=true`. Repeat a creation only with the same `Idempotency-Key`.",
        ["campaign.read_only"] = "Change the campaign at Amazon.",
        ["campaign.refused"] = "Correct what Amazon names in `errors`.",
        ["connection.impersonation_refused"] = "Ask the user to do it, in a session of their own.",
        ["connection.not_found"] = Authorize,
        ["connection.region_disabled"] = "Choose another region, or let the operator enable it.",
        ["connection.same_origin_required"] = "Serve the frontend from the service's own origin: `Frontend__StaticPath` or a proxy.",
        ["dsp.access_denied"] = "Use an Amazon login that may read this advertiser, or change its rights at Amazon.",
        ["dsp.not_your_advertiser"] = "Use an id of `GET /api/v1/accounts/dsp`. Sync first if the advertiser is new.",
        ["internal.error"] = "Report the `trace_id` to support. A repetition may fail in the same way.",
        ["job.already_live"] = "Follow the request in progress; its id is in `live_id`.",
        ["job.database_timeout"] = "Nothing: the work is retried.",
        ["job.failure_not_recorded"] = "Nothing: recording is retried.",
        ["job.interrupted"] = "Start the work again.",
        ["job.step_failed"] = "Nothing: the work is retried. If it ends with this error, report it to support.",
        ["job.timed_out"] = "Start the work again.",
        ["oauth.access_denied"] = "Start the flow again and grant access at Amazon.",
        ["oauth.client_rejected"] = "The operator corrects `AmazonAds__ClientId` and `AmazonAds__ClientSecret`.",
        ["oauth.consent_failed"] = "Start the flow again.",
        ["oauth.exchange_failed"] = "Start the flow again.",
        ["oauth.invalid_state"] = "Start the flow again, and finish it in the same browser within ten minutes.",
        ["page_token.invalid"] = "Read the list from its first page, with the same filters on every page.",
        ["permission.missing"] = "Let an administrator change the user's role at Clerk, or the operator change `Permissions__…`.",
        ["registration.connection_required"] = "Name one of the connections of `GET /api/v1/auth/connections` in `connection_id`.",
        ["registration.ended"] = "Register again if the account is still needed.",
        ["registration.not_pending"] = "Nothing: the step is not repeated.",
        ["registration.not_sent"] = "Nothing: the step is not repeated.",
        ["registration.outcome_unknown"] = FindAtAmazon,
        ["registration.overdue"] = FindAtAmazon,
        ["registration.refused"] = "Correct what Amazon names in `errors`, then register again.",
        ["registration.region_disabled"] = "Choose a marketplace of another region, or let the operator enable the region.",
        ["request.address_too_long"] = "Send fewer or shorter query parameters.",
        ["request.conflict"] = "Read the resource again, then repeat the request if it still applies.",
        ["request.headers_too_large"] = "Send fewer or shorter headers and cookies.",
        ["request.if_match_required"] = "Read the resource and send its `ETag` as `If-Match`.",
        ["request.length_required"] = "Send the body with a `Content-Length`.",
        ["request.method_not_allowed"] = "Use one of the methods of `Allow`.",
        ["request.not_acceptable"] = "Send `Accept: application/json`.",
        ["request.timeout"] = "Send the request again, without pauses.",
        ["request.too_large"] = "Send at most 256 KB; split a batch.",
        ["request.unsupported_media_type"] = "Send uncompressed UTF-8 JSON with `Content-Type: application/json`.",
        ["route.not_found"] = "Check the path; `/docs` lists all of them.",
        ["seats.not_finished"] = "Wait as long as `Retry-After` says, then read the seats.",
        ["seats.sync_running"] = "Wait a few seconds, then read the seats: the running read, whose id is in `sync_log_id`, stores them.",
        ["settings.default_account_invalid"] = "Choose an account of `GET /api/v1/accounts` that is not disconnected, or null.",
        ["sync.already_running"] = "Follow the running sync; its id is in `sync_id`.",
        ["sync.ended"] = "Start another sync if the data is out of date.",
        ["sync.interrupted"] = "Start another sync; it continues where this one stopped.",
        ["sync.listing_failed"] = "Nothing: the listing is retried.",
        ["sync.listing_too_long"] = "Use the stored part. Amazon does not list the rest.",
        ["webhook.not_configured"] = "The operator sets `Clerk__WebhookSecret`; Clerk delivers the event again.",
        ["webhook.not_verified"] = "Compare `Clerk__WebhookSecret` with the signing secret of the endpoint at Clerk, and the clocks.",
        ["webhook.unreadable"] = "Subscribe the endpoint to user events only.",
    };

    public static IEnumerable<string> Codes => ByCode.Keys;

    public static string Of(Error error) => ByCode.TryGetValue(error.Code, out var remedy) ? remedy : OfKind(error.Kind);

    private static string OfKind(ErrorKind kind) => kind switch
    {
        ErrorKind.Malformed => "Correct the part of the request that `errors` or `detail` names.",
        ErrorKind.Invalid => "Correct the members that `errors` names.",
        ErrorKind.Unauthenticated => "Sign in with Clerk and send a current session token.",
        ErrorKind.ReauthorizationRequired => Authorize,
        ErrorKind.Forbidden => "Do not repeat the request: the session or the login lacks the right.",
        ErrorKind.NotFound => "Check the id; the list of the user's resources has the valid ones.",
        ErrorKind.Conflict => "Read the resource again and decide by its current state.",
        ErrorKind.OutOfDate => "Read the resource again, and repeat the change with its new `ETag`.",
        ErrorKind.VersionRequired => "Send the `ETag` of the resource as `If-Match`.",
        ErrorKind.Throttled => Wait,
        ErrorKind.UpstreamInvalid => "Repeat the request later. If it fails again, report the `trace_id` to support.",
        ErrorKind.UpstreamUnavailable => Wait,
        ErrorKind.UpstreamTimeout => "Repeat the request after a few seconds.",
        ErrorKind.Unavailable => Wait,
        _ => throw new UnreachableException($"No remedy is set for {kind}."),
    };
}
