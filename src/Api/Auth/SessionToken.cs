using System.Net.Http.Headers;

namespace Accounts.Api.Auth;

/// <summary>
/// Finds the session token of a request: in the header, or in Clerk's cookie for requests of this origin. The header takes precedence.
/// </summary>
internal static class SessionToken
{
    public const string Cookie = "__session";
    private const int MostCharacters = 8 * 1024;

    public static PresentedToken From(HttpRequest request, SameOrigin origin)
    {
        var header = request.Headers.Authorization;
        if (header.Count > 1) return PresentedToken.Unreadable;
        if (header.ToString() is { Length: > 0 } text && !MeansNothing(text)) return FromHeader(text);

        return request.Cookies[Cookie] is { Length: > 0 } cookie && origin.Holds(request) ? Sized(cookie) : PresentedToken.None;
    }

    /// <summary>Sent by a page that reads its token before sign-in has finished.</summary>
    private static bool MeansNothing(string header) =>
        AuthenticationHeaderValue.TryParse(header, out var value) && IsBearer(value.Scheme) && value.Parameter is "null" or "undefined";

    private static PresentedToken FromHeader(string header)
    {
        var parts = header.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0 || !IsBearer(parts[0])) return PresentedToken.None;

        return parts.Length == 2 ? Sized(parts[1]) : PresentedToken.Unreadable;
    }

    private static PresentedToken Sized(string token) => token.Length <= MostCharacters ? new PresentedToken(token) : PresentedToken.Unreadable;

    private static bool IsBearer(string scheme) => scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Text">The token as sent, or null.</param>
/// <param name="IsUnreadable">Something was sent that cannot be a token.</param>
internal readonly record struct PresentedToken(string? Text, bool IsUnreadable = false)
{
    public static readonly PresentedToken None = new(Text: null);

    public static readonly PresentedToken Unreadable = new(Text: null, IsUnreadable: true);
}
