using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Accounts.Api.Auth;
using Accounts.Api.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Dashboard;

/// <summary>
/// Serves one page, from memory, at every address of the dashboard; its router shows what the address names. It is never stale: the browser asks
/// each time whether it has changed.
/// </summary>
internal sealed class DashboardPages
{
    private readonly RequestDelegate _next;
    private readonly PathString _under;
    private readonly string _policy;
    private readonly FileContentHttpResult _page;

    public DashboardPages(
        RequestDelegate next, string index, DashboardSettings settings, IOptions<ClerkOptions> clerk, IOptions<FrontendOptions> frontend)
    {
        _next = next;
        _under = PagePaths.OfDashboard(frontend.Value);
        _policy = DashboardPolicy.For(clerk.Value);

        var html = Encoding.UTF8.GetBytes(settings.WriteInto(index));
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(html))}\"");
        _page = TypedResults.Bytes(html, $"{MediaTypeNames.Text.Html}; charset=utf-8", entityTag: tag);
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (!PagePaths.IsPage(context) || !context.Request.Path.StartsWithSegments(_under, StringComparison.OrdinalIgnoreCase)) return _next(context);

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.CacheControl = "no-cache";
        return _page.ExecuteAsync(context);
    }
}
