using Accounts.Api.Auth;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Pages;

/// <summary>
/// Serves a built single-page frontend at <c>/</c> if <c>Frontend:StaticPath</c> is set. Unknown paths return its <c>index.html</c>.
/// </summary>
internal static class StaticFrontend
{
    private static readonly AssetCaching Caching = new("/assets", "no-cache");

    public static bool HasStaticFrontend(this WebApplication app) => OptionsOf(app).StaticPath is not null;

    public static void UseStaticFrontend(this WebApplication app)
    {
        if (OptionsOf(app).StaticPath is not { } folder) return;

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var policy = FrontendPolicy.For(
            File.ReadAllText(Path.Combine(files.Root, FrontendOptions.Index)),
            app.Services.GetRequiredService<IOptions<ClerkOptions>>().Value.IssuerOrigin);
        var options = new StaticFileOptions
        {
            FileProvider = files,
            ServeUnknownFileTypes = true,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.ContentSecurityPolicy = policy;
                Caching.SetHeader(file.Context);
            },
        };
        app.UseWhen(PagePaths.IsPage, pages => pages.UseStaticFiles(options).Use(ShowIndex).UseStaticFiles(options));
    }

    /// <summary>The pages have addresses without files. A missing asset is not a page: it belongs to another build.</summary>
    private static Task ShowIndex(HttpContext context, RequestDelegate next)
    {
        if (!Caching.IsAsset(context)) context.Request.Path = "/" + FrontendOptions.Index;
        return next(context);
    }

    private static FrontendOptions OptionsOf(WebApplication app) => app.Services.GetRequiredService<IOptions<FrontendOptions>>().Value;
}
