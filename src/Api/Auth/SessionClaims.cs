using System.Security.Claims;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounts.Api.Auth;

/// <summary>What Clerk's session token says, and whether it is a session token at all: its other tokens are signed with the same keys.</summary>
internal static partial class SessionClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";

    public static bool IsOfAUserSession(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(Subject) is { } subject && UserName().IsMatch(subject)
        && principal.FindFirstValue(Session) is { } session && SessionName().IsMatch(session);

    /// <summary>The page the token was made for. Some browsers keep it to themselves, so it may be absent, but not foreign.</summary>
    public static bool IsForOneOf(this ClaimsPrincipal principal, IEnumerable<string> parties) =>
        principal.FindAll("azp").All(party => parties.Contains(party.Value));

    /// <summary>Signed up, but not through a step that the instance requires.</summary>
    public static bool IsPending(this ClaimsPrincipal principal) => principal.HasClaim("sts", "pending");

    /// <summary>Who acts as the user. An actor without a name is still an actor.</summary>
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
