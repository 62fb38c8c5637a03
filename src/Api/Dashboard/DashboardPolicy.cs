using Accounts.Api.Auth;

namespace Accounts.Api.Dashboard;

/// <summary>
/// The content security policy of the dashboard: its own files and the API. It embeds no form of Clerk's: with a publishable key it loads
/// Clerk's script, which starts a worker, and users sign in on Clerk's own page. Source: Clerk, "Content Security Policy".
/// </summary>
internal static class DashboardPolicy
{
    public static string For(ClerkOptions clerk)
    {
        string[] frontendApi = clerk.PublishableKey is { } key ? [$"https://{PublishableKey.HostOf(key)}"] : [];
        return string.Join("; ",
        [
            "default-src 'none'",
            Rule("script-src 'self'", frontendApi),
            "style-src 'self'",
            Rule("img-src 'self' data:", frontendApi is [] ? [] : ["https://img.clerk.com"]),
            "font-src 'self'",
            Rule("connect-src 'self'", new[] { clerk.IssuerOrigin }.Union(frontendApi)),
            .. frontendApi is [] ? Array.Empty<string>() : ["worker-src 'self' blob:"],
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]);
    }

    private static string Rule(string own, IEnumerable<string> others) => string.Join(' ', others.Prepend(own));
}
