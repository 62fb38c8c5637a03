using System.Security.Claims;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accounts.Application.Common;
using Accounts.Domain.Common;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Api.Auth;

/// <summary>
/// The claims of a verified Clerk session token. They are read from its JSON, because the library's claims are flattened: an empty list becomes none,
/// and a list of one becomes its value. Clerk signs other kinds of tokens with the same keys, so the kind is checked too.
/// </summary>
internal static partial class SessionClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";

    /// <summary>One claim for the role in the active organization, and one for each permission there.</summary>
    public const string Grant = "grant";
    private const string Actor = "act";
    private const string SessionStatus = "sts";
    private const int NameMaxLength = 200;

    /// <returns>Null if it is not the token of a user's session that was issued for one of the parties.</returns>
    public static ClaimsIdentity? Read(SecurityToken token, IReadOnlyList<string> parties, string scheme)
    {
        if (token is not JsonWebToken jwt || !ExternalJson.TryParse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload), out var claims)) return null;
        if (Text(claims, Subject) is not { } subject || !UserName().IsMatch(subject)) return null;
        if (Text(claims, Session) is not { } session || !SessionName().IsMatch(session)) return null;
        if (!IsForOneOf(parties, claims)) return null;

        var identity = new ClaimsIdentity([new Claim(Subject, subject), new Claim(Session, session)], scheme, Subject, roleType: null);
        if (claims.TryGetProperty(Actor, out var actor)) identity.AddClaim(new Claim(Actor, NameOf(actor)));
        if (claims.TryGetProperty(SessionStatus, out _) && Text(claims, SessionStatus) != "active")
            identity.AddClaim(new Claim(SessionStatus, "pending"));
        identity.AddClaims(OrganizationClaims.Read(claims).Select(name => new Claim(Grant, name)));
        return identity;
    }

    /// <summary>The user is signed in but has not finished a step that the instance requires.</summary>
    public static bool IsPending(this ClaimsPrincipal principal) => principal.HasClaim(SessionStatus, "pending");

    /// <summary>The impersonator of the user. An actor without a name, of whatever type, counts as one too.</summary>
    public static string? Impersonator(this ClaimsPrincipal principal) => principal.FindFirstValue(Actor);

    /// <summary>
    /// The origin that the token was issued for. Some browsers do not send it, so it may be absent, but it must not be another origin.
    /// </summary>
    private static bool IsForOneOf(IReadOnlyList<string> parties, JsonElement claims) =>
        !claims.TryGetProperty("azp", out _) || (Text(claims, "azp") is { } party && parties.Contains(party));

    private static string NameOf(JsonElement actor) =>
        Text(actor, Subject) is { } name && CleanText.Of(name, NameMaxLength) is { Length: > 0 } clean ? clean : "unknown";

    private static string? Text(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    [GeneratedRegex(@"\Auser_[A-Za-z0-9]{10,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserName();

    [GeneratedRegex(@"\Asess_[A-Za-z0-9]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SessionName();
}
