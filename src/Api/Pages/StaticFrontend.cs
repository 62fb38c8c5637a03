using Accounts.Api.Auth;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Pages;

/// <summary>
/// Serves a built single-page frontend at <c>/</c> if <c>Frontend:StaticPath</c> is set. Unknown paths return its <c>index.html</c>.
/// </summary>
internal static class StaticFrontend
{
    /// <summary>Build tools write files here under names that change with their content.</summary>
    private static readonly PathString HashedFiles = "/assets";

    public static void UseStaticFrontend(this WebApplication app)
    {
        var frontend = app.Services.GetRequiredService<IOptions<FrontendOptions>>().Value;
        if (frontend.StaticPath is not { } folder) return;

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var policy = FrontendPolicy.For(
            File.ReadAllText(Path.Combine(files.Root, FrontendOptions.Index)),
                app.Services.GetRequiredService<IOptions<ClerkOptions>>().Value.Issuer);
        var options = new StaticFileOptions
        {
            FileProvider = files,
            ServeUnknownFileTypes = true,
            OnPrepareResponse = file => SetHeaders(file.Context, policy),
        };
        app.UseWhen(PagePaths.IsPage, pages => pages.UseStaticFiles(options).Use(ShowIndex).UseStaticFiles(options));
    }

    /// <summary>The pages have addresses without files. A missing hashed file is not a page: it belongs to another build.</summary>
    private static Task ShowIndex(HttpContext context, RequestDelegate next)
    {
        if (!IsHashed(context)) context.Request.Path = "/" + FrontendOptions.Index;
        return next(context);
    }

    private static void SetHeaders(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers[HeaderNames.CacheControl] = IsHashed(context) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static bool IsHashed(HttpContext context) => context.Request.Path.StartsWithSegments(HashedFiles, StringComparison.Ordinal);
}
