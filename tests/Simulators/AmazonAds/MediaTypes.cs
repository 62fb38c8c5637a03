using Microsoft.Net.Http.Headers;

namespace Accounts.Simulators.AmazonAds;

internal static class MediaTypes
{
    public const string ListAccounts = "application/vnd.listaccountsresource.v1+json";
    public const string Account = "application/vnd.accountresource.v1+json";
    public const string RegisterAccount = "application/vnd.registeradsaccountresource.v1+json";
    public const string CreateTermsToken = "application/vnd.GlobalRegistrationService.TermsTokenResource.v1.0+json";
    public const string TermsToken = "application/vnd.termstokenresource.v1+json";
    public const string Managers = "application/vnd.getmanageraccountsresponse.v1+json";
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>Whether the body has the type. JSON is UTF-8 (RFC 8259 §8.1).</summary>
    public static bool Sends(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) && sent.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        && (!sent.Charset.HasValue || HeaderUtilities.RemoveQuotes(sent.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether the caller accepts the documented type, by name or by range. Plain JSON is not the type of an operation with a vendor type. A missing
    /// Accept header means any type (RFC 9110 §12.5.1).
    /// </summary>
    public static bool Takes(HttpRequest request, string mediaType)
    {
        if (request.Headers.Accept.Count == 0) return true;
        return MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.Any(range =>
            range.Quality is not 0
            && (range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)
                || range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)));
    }
}
