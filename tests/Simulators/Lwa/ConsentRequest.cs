using Microsoft.AspNetCore.Http.Extensions;

namespace Accounts.Simulators.Lwa;

/// <summary>An authorization request whose client and redirect URI have been validated.</summary>
internal sealed record ConsentRequest(string RedirectUri, string? State, IReadOnlyList<string> Scopes, PkceChallenge? Challenge)
{
    public Uri Granted(string code, IEnumerable<string> scopes) => Back(new() { { "code", code }, { "scope", string.Join(' ', scopes) } });

    public Uri Refused(ConsentError error) => Back(new() { { "error", error.Code }, { "error_description", error.Description } });

    private Uri Back(QueryBuilder answer)
    {
        if (State is not null) answer.Add("state", State);
        var query = answer.ToString();
        return new Uri(RedirectUri.Contains('?') ? string.Concat(RedirectUri, "&", query.AsSpan(1)) : RedirectUri + query);
    }
}

internal sealed record ConsentError(string Code, string Description)
{
    public static readonly ConsentError AccessDenied = new("access_denied", "The resource owner or authorization server denied the request.");
    public static readonly ConsentError UnknownScope = new("invalid_scope", "An unknown scope was requested");
    public static readonly ConsentError ResponseType = new("unsupported_response_type",
        "The response type is not supported by the authorization server");

    public static ConsentError Invalid(string parameter) =>
        new("invalid_request", $"The request is missing a required parameter or has an invalid value : {parameter}");
}
