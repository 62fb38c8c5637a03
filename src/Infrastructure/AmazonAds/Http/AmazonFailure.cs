using System.Text.Json;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>
/// What may be known of a refusal: Amazon's code and request id, for the log and for its support. Its words are left where they are.
/// Source: Amazon Ads API, errors; the shapes of its error bodies differ by family, and some are not JSON at all.
/// </summary>
internal sealed record AmazonFailure(string Code, string RequestId)
{
    private static readonly string[] RequestIdHeaders = ["x-amzn-RequestId", "x-amz-request-id", "x-amz-rid"];

    /// <summary>Never fails: a body that cannot be read must not hide the status it came with.</summary>
    public static AmazonFailure Of(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        AmazonJson.TryRead<JsonElement>(body, out var json);
        var first = json.Member("errors").Items().FirstOrDefault();

        JsonElement[] codes = [json.Member("error"), json.Member("code"), first.Member("errorCode"), first.Member("errorType")];
        var code = codes.Select(Plain).FirstOrDefault(c => c is not null) ?? Header(response, "x-amzn-ErrorType");
        var requestId = RequestIdHeaders.Select(h => Header(response, h)).FirstOrDefault(h => h is not null) ?? Plain(json.Member("requestId"));
        return new AmazonFailure(code ?? "unknown", requestId ?? "unknown");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Plain(values.First()) : null;

    private static string? Plain(JsonElement element) => Plain(element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.Text());

    /// <summary>Only what looks like an id or a code: anything else could be a token, or a line of a forged log.</summary>
    private static string? Plain(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':') ? text : null;
}
