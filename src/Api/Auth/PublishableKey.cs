using System.Text;
using System.Text.RegularExpressions;

namespace Accounts.Api.Auth;

/// <summary>
/// Clerk's key for browsers: <c>pk_test_</c> or <c>pk_live_</c>, and the host of the Frontend API with a <c>$</c> after it, in base64.
/// </summary>
internal static partial class PublishableKey
{
    /// <returns>Null if it is no publishable key.</returns>
    public static string? HostOf(string key) =>
        Form().Match(key) is { Success: true } match && Decode(match.Groups["host"].Value) is [.. var host, '$'] && Host().IsMatch(host)
            ? host : null;

    private static string? Decode(string base64)
    {
        // Browsers decode it with or without padding.
        var padded = base64.PadRight((base64.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    [GeneratedRegex(@"\Apk_(test|live)_(?<host>[A-Za-z0-9+/]+={0,2})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A[a-z0-9-]+(\.[a-z0-9-]+)+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host();
}
