namespace Accounts.Api.Pages;

/// <summary>Separates the addresses of pages from those of the service.</summary>
internal static class PagePaths
{
    private static readonly PathString[] OfTheService = ["/api", "/health", "/openapi", "/docs", "/app/assets"];

    /// <summary>Whether the request is for a page: no route serves it, and its path is not at or under one of the service's.</summary>
    public static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Array.Exists(OfTheService, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
