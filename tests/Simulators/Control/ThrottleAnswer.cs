namespace Accounts.Simulators.Control;

internal static class ThrottleAnswer
{
    private const string OpenRestyPage = """
        <html>
        <head><title>429 Too Many Requests</title></head>
        <body>
        <center><h1>429 Too Many Requests</h1></center>
        <hr><center>openresty</center>
        </body>
        </html>
        """;

    // The three forms seen in Amazon's issue tracker (ads-advanced-tools-docs 344, 422, 436)
    public static Task WriteAsync(HttpContext context, Throttle throttle)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (throttle.RetryAfter == Throttle.Html)
        {
            response.ContentType = "text/html";
            response.Headers.Server = "openresty";
            return response.WriteAsync(OpenRestyPage, context.RequestAborted);
        }

        response.ContentType = "application/json";
        response.Headers["x-amzn-ErrorType"] = "AccessDeniedException";
        response.Headers["amazon-advertising-api-throttled"] = "true";
        if (throttle.RetryAfter != Throttle.None) response.Headers.RetryAfter = throttle.RetryAfter;
        return response.WriteAsync("""{"message":"Too Many Requests"}""", context.RequestAborted);
    }
}
