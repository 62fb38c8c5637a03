using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>
/// Accepts only uncompressed UTF-8 bodies. The size of a compressed body is unknown before it is unpacked, and the framework would
/// silently transcode another charset.
/// </summary>
internal sealed class BodyEncoding(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding.Count > 0) return Refuse(context);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue) return next(context);
        if (!IsUtf8(HeaderUtilities.RemoveQuotes(type.Charset))) return Refuse(context);

        // The charset may be quoted; the framework would look for an encoding with the quotes in its name.
        type.Charset = "utf-8";
        request.ContentType = type.ToString();
        return next(context);
    }

    private static bool IsUtf8(StringSegment charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext context) => Problems.ToProblem(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
}
