using Accounts.Api.Pages;
using Microsoft.Extensions.FileProviders;

namespace Accounts.Api.Dashboard;

internal static class DashboardRegistration
{
    private static readonly AssetCaching Caching = new(PagePaths.DashboardAssets, "public, max-age=3600");

    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<DashboardSettings>();

    /// <summary>Serves its files, which have the same addresses wherever its pages are, and its pages.</summary>
    public static WebApplication UseDashboard(this WebApplication app, DashboardFiles dashboard)
    {
        if (dashboard.Folder is not { } folder) return app;

        var options = new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            RequestPath = PagePaths.Dashboard,
            OnPrepareResponse = file => Caching.SetHeader(file.Context),
        };
        app.UseWhen(context => !IsUnfilledPage(context.Request.Path), files => files.UseStaticFiles(options));
        app.UseMiddleware<DashboardPages>(File.ReadAllText(Path.Combine(folder, DashboardFiles.Index)));
        return app;
    }

    private static bool IsUnfilledPage(PathString path) =>
        path.Equals(PagePaths.Dashboard.Add($"/{DashboardFiles.Index}"), StringComparison.OrdinalIgnoreCase);
}
