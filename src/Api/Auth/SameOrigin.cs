using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Auth;

/// <summary>
/// Whether a request with a cookie comes from this service's origin. The browser's headers decide; without them, only reads are
/// allowed. Forwarded headers are ignored, because any client can send them.
/// </summary>
internal static class SameOrigin
{
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site == "same-origin") return true;
        if (site.Length > 0 && site != "none") return false;

        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0 ? IsOurs(origin, request) : IsSafe(request.Method);
    }

    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var theirs)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var ours)
        && Uri.Compare(theirs, ours, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
