using System.Net;
using System.Security.Cryptography;
using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Api.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Accounts.Api.StartPage;

/// <summary>A page for developers: sign in, connect, sync and view accounts. It also replaces the frontend's callback page.</summary>
internal static class StartPage
{
    /// <summary>In development, unless a frontend is served there.</summary>
    public static void MapStartPage(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment() || app.HasStaticFrontend()) return;

        app.MapGet("/", Show).AllowAnonymous().ExcludeFromDescription().AlsoHead();
        app.MapGet("/callback", Show).AllowAnonymous().ExcludeFromDescription().AlsoHead();
    }

    private static ContentHttpResult Show(HttpContext http, IOptions<ClerkOptions> clerk)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var issuer = clerk.Value.Issuer;
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' 'unsafe-inline'; connect-src 'self' "
                + $"{clerk.Value.IssuerOrigin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        using var file = new StreamReader(typeof(StartPage).Assembly.GetManifestResourceStream(typeof(StartPage), "index.html")!);
        var html = file.ReadToEnd()
            .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
            .Replace("{{issuer}}", WebUtility.HtmlEncode(issuer), StringComparison.Ordinal);
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }
}
