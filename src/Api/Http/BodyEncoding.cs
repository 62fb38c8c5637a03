using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>
/// Bodies are UTF-8 as they stand. A compressed one would have to be unpacked before its size is known, and the framework would
/// quietly transcode another charset.
/// </summary>
internal sealed class BodyEncoding(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.ContentEncoding.Count > 0) return Refuse(context);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue) return next(context);
        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return Refuse(context);

        // Without the quotes that may be around it: the framework would look for an encoding of that name.
        type.Charset = "utf-8";
        request.ContentType = type.ToString();
        return next(context);
    }

    private static Task Refuse(HttpContext context) => Problems.ToProblem(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
}
