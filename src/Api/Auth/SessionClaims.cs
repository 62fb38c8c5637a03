using System.Security.Claims;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounts.Api.Auth;

/// <summary>
/// Reads the claims of a Clerk session token. Clerk signs other kinds of tokens with the same keys, so the kind is checked too.
/// </summary>
internal static partial class SessionClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";

    public static bool IsOfAUserSession(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(Subject) is { } subject && UserName().IsMatch(subject)
        && principal.FindFirstValue(Session) is { } session && SessionName().IsMatch(session);

    /// <summary>
    /// The origin that the token was issued for. Some browsers do not send it, so it may be absent, but it must not be another origin.
    /// </summary>
    public static bool IsForOneOf(this ClaimsPrincipal principal, IEnumerable<string> parties) =>
        principal.FindAll("azp").All(party => parties.Contains(party.Value));

    /// <summary>The user is signed in but has not finished a step that the instance requires.</summary>
    public static bool IsPending(this ClaimsPrincipal principal) => principal.HasClaim("sts", "pending");

    /// <summary>The impersonator of the user. An actor without a name counts as one too.</summary>
    public static string? Impersonator(this ClaimsPrincipal principal) =>
        principal.FindFirstValue("act") is { } actor ? NameOf(actor) ?? "unknown" : null;

    private static string? NameOf(string actor)
    {
        try
        {
            using var json = JsonDocument.Parse(actor);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(Subject, out var name)
                && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\Auser_[A-Za-z0-9]{10,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserName();

    [GeneratedRegex(@"\Asess_[A-Za-z0-9]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SessionName();
}
