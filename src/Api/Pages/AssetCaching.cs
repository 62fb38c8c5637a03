using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Pages;

/// <summary>Build tools write assets under names that change with their content, so browsers may keep those permanently.</summary>
/// <param name="assets">The path of the assets.</param>
/// <param name="others">The <c>Cache-Control</c> of all other files.</param>
internal sealed class AssetCaching(PathString assets, string others)
{
    public bool IsAsset(HttpContext context) => context.Request.Path.StartsWithSegments(assets, StringComparison.OrdinalIgnoreCase);

    public void SetHeader(HttpContext context) =>
        context.Response.Headers[HeaderNames.CacheControl] = IsAsset(context) ? "public, max-age=31536000, immutable" : others;
}
