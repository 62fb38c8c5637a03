using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>
/// Bodies are UTF-8 as they stand. A compressed one would have to be unpacked before its size is known, and the framework would
/// quietly transcode another charset.
/// </summary>
internal sealed class BodyEncoding(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsPlainUtf8(context.Request) ? next(context) : Problems.ToProblem(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);

    private static bool IsPlainUtf8(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset).Value));

    private static bool IsUtf8(string? charset) =>
        string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
