using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Api.Pages;

/// <summary>
/// The content security policy of a frontend that is not ours: its own files, its inline scripts by hash, inline styles, and what Clerk's script
/// needs. Source: Clerk, "Content Security Policy".
/// </summary>
internal static partial class FrontendPolicy
{
    private const string BotProtection = "https://challenges.cloudflare.com";

    public static string For(string index, string clerk)
    {
        var inline = string.Concat(InlineScripts().Matches(index).Select(script => $" '{HashOf(script.Groups["text"].Value)}'"));
        return $"default-src 'self'; script-src 'self' {clerk} {BotProtection}{inline}; style-src 'self' 'unsafe-inline'; "
            + $"img-src 'self' data: blob: https://img.clerk.com; font-src 'self' data:; connect-src 'self' {clerk}; worker-src 'self' blob:; "
            + $"frame-src {BotProtection}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    private static string HashOf(string script) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

    [GeneratedRegex(
        @"<script(?![^>]*\bsrc\s*=)[^>]*>(?<text>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScripts();
}
