using Microsoft.Net.Http.Headers;

namespace Accounts.Simulators.AmazonAds;

internal static class MediaTypes
{
    public const string ListAccounts = "application/vnd.listaccountsresource.v1+json";
    public const string Account = "application/vnd.accountresource.v1+json";
    public const string Managers = "application/vnd.getmanageraccountsresponse.v1+json";
    public const string Json = "application/json";

    public static bool Sends(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) && sent.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the caller accepts the type, plain JSON or any type. A missing Accept header means any type (RFC 9110 §12.5.1).</summary>
    public static bool Takes(HttpRequest request, string mediaType)
    {
        if (request.Headers.Accept.Count == 0) return true;
        return MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.Any(range =>
            range.Quality is not 0
            && (range.MatchesAllTypes || range.MediaType == "application/*" || range.MediaType == Json
                || range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)));
    }
}
