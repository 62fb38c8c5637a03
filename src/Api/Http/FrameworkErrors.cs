using Accounts.Api.Auth;
using Accounts.Application.Common;
using Accounts.Domain.Common;

namespace Accounts.Api.Http;

/// <summary>Errors for requests that the framework refuses: no route, wrong method, body too large.</summary>
internal static class FrameworkErrors
{
    public static readonly Error NotServed = new(ErrorKind.Malformed, "request.not_served", "The request cannot be processed.");

    public static readonly Error UnsupportedMediaType =
        new(ErrorKind.Malformed, "request.unsupported_media_type", "Send the body as uncompressed UTF-8 JSON with content type application/json.");

    public static readonly IReadOnlyDictionary<int, (string Title, Error Error)> ByStatus = new Dictionary<int, (string Title, Error Error)>
    {
        [400] = ("Malformed request", RequestErrors.Malformed),
        [401] = ("Not signed in", SignInErrors.Required),
        [403] = ("Not allowed", SignInErrors.Forbidden),
        [404] = ("Not found", new(ErrorKind.NotFound, "route.not_found", "No resource exists at this address.")),
        [405] = ("Method not allowed", new(ErrorKind.Malformed, "request.method_not_allowed", "This resource does not support the method.")),
        [406] = ("Not acceptable", new(ErrorKind.Malformed, "request.not_acceptable", "Responses are JSON; accept application/json.")),
        [408] = ("Request timed out", new(ErrorKind.Malformed, "request.timeout", "The request took too long to arrive; send it again.")),
        [411] = ("Length required", new(ErrorKind.Malformed, "request.length_required", "Send the body with a Content-Length.")),
        [413] = ("Body too large", new(ErrorKind.Malformed, "request.too_large", "The body is larger than this service accepts.")),
        [414] = ("Address too long", new(ErrorKind.Malformed, "request.address_too_long", "The address is longer than this service accepts.")),
        [415] = ("Unsupported media type", UnsupportedMediaType),
        [429] = ("Too many requests", new(ErrorKind.Throttled, "rate_limit.exceeded", "Too many requests; wait before the next one.")),
        [431] = ("Headers too large", new(ErrorKind.Malformed, "request.headers_too_large", "The headers are larger than this service accepts.")),
        [500] = ("Internal error", new(ErrorKind.Unavailable, "internal.error", "An internal error occurred; report the trace id to support.")),
        [503] = ("Service not available", new(ErrorKind.Unavailable, "service.unavailable", "The service is unavailable; try again shortly.")),
        [504] = ("Timed out", new(ErrorKind.Unavailable, "service.timeout", "The response took too long; try again shortly.")),
    };

    public static IEnumerable<Error> All => ByStatus.Values.Select(known => known.Error);

    public static (string Title, Error Error)? Of(int status) => ByStatus.TryGetValue(status, out var known) ? known : null;
}
