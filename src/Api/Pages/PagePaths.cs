using Accounts.Api.Auth;

namespace Accounts.Api.Pages;

/// <summary>Separates the addresses of pages from those of the service.</summary>
internal static class PagePaths
{
    /// <summary>Where the dashboard's files are, and beside another frontend its pages too.</summary>
    public static readonly PathString Dashboard = "/app";

    public static readonly PathString DashboardAssets = Dashboard.Add("/assets");

    private static readonly PathString[] OfTheService = ["/api", "/health", "/openapi", "/docs", DashboardAssets];

    /// <summary>The path that the addresses of the dashboard's pages begin with: another frontend owns the root.</summary>
    public static PathString OfDashboard(FrontendOptions frontend) => frontend.StaticPath is null ? PathString.Empty : Dashboard;

    /// <summary>Whether the request is for a page: no route serves it, and its path is not at or under one of the service's.</summary>
    public static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Array.Exists(OfTheService, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
