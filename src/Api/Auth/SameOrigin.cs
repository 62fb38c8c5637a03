using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Auth;

/// <summary>
/// Whether a request comes from a page of this service's origin. The browser's headers decide; without them, only reads are allowed.
/// A proxy that terminates TLS hides the origin that the browser sees, so the frontend's origin and the authorized parties count as our own.
/// </summary>
internal sealed class SameOrigin(IOptions<FrontendOptions> frontend, IOptions<ClerkOptions> clerk)
{
    public bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site == "same-origin") return true;
        if (site.Length > 0 && site != "none") return false;

        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0 ? OwnOrigins(request).Any(own => IsSame(own, origin)) : IsSafe(request.Method);
    }

    private IEnumerable<string> OwnOrigins(HttpRequest request) =>
        [$"{request.Scheme}://{request.Host}", .. clerk.Value.AuthorizedParties, .. frontend.Value.Url is { } url
            ? [url.OriginalString] : Array.Empty<string>()];

    private static bool IsSame(string own, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var theirs)
        && Uri.TryCreate(own, UriKind.Absolute, out var ours)
        && Uri.Compare(theirs, ours, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
