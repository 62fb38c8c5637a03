namespace Accounts.Simulators.Clerk;

/// <summary>Allows pages of loopback origins to call with credentials, as Clerk allows the origins of its application.</summary>
internal static class ClerkCors
{
    public static string? OriginOf(HttpContext context) =>
        context.Request.Headers.Origin is { Count: 1 } header && Uri.TryCreate(header, UriKind.Absolute, out var origin) && origin.IsLoopback
            ? header.ToString() : null;

    public static void Allow(HttpContext context)
    {
        if (OriginOf(context) is not { } origin) return;
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        headers.Vary = "Origin";
        if (!HttpMethods.IsOptions(context.Request.Method)) return;
        headers.AccessControlAllowMethods = "GET, POST";
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "600";
    }

    public static Task PreflightAsync(HttpContext context)
    {
        Allow(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
