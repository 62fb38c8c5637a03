using Microsoft.Extensions.Primitives;

namespace Accounts.Simulators.Lwa;

/// <summary>Validates an authorization request. It is refused on Amazon's own page, refused by redirect, or valid.</summary>
internal sealed class ConsentReader(SimulatorOptions options)
{
    private static readonly string[] KnownScopes =
    [
        "advertising::campaign_management", "cpc_advertising:campaign_management", "advertising::audiences", "advertising::test:create_account",
        "profile", "profile:user_id", "postal_code",
    ];

    /// <summary>A null request means that the redirect URI is not trusted, so the browser must not be redirected.</summary>
    public (ConsentRequest? Request, ConsentError? Error) Read(IQueryCollection query)
    {
        if (Single(query, "client_id") != options.ClientId) return (null, ConsentError.Invalid("client_id"));
        var redirectUri = Single(query, "redirect_uri");
        if (redirectUri is null || !IsAllowed(redirectUri)) return (null, ConsentError.Invalid("redirect_uri"));

        var bare = new ConsentRequest(redirectUri, Single(query, "state"), [], Challenge: null);
        if (query.FirstOrDefault(p => p.Value.Count > 1) is { Key: { } repeated }) return (bare, ConsentError.Invalid(repeated));
        var request = bare with
        {
            Scopes = (Single(query, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Challenge = ChallengeOf(query),
        };
        return (request, Check(request, query));
    }

    private static ConsentError? Check(ConsentRequest request, IQueryCollection query)
    {
        var responseType = Single(query, "response_type");
        if (responseType is null) return ConsentError.Invalid("response_type");
        if (responseType != "code") return ConsentError.ResponseType;
        if (request.Scopes.Count == 0) return ConsentError.Invalid("scope");
        if (request.Scopes.Any(scope => !KnownScopes.Contains(scope))) return ConsentError.UnknownScope;
        if (query.ContainsKey("code_challenge_method") && Single(query, "code_challenge_method") is not ("S256" or "plain"))
            return ConsentError.Invalid("code_challenge_method");
        if (request.Challenge is null) return query.ContainsKey("code_challenge_method") ? ConsentError.Invalid("code_challenge") : null;
        return PkceChallenge.IsWellFormed(request.Challenge.Value) ? null : ConsentError.Invalid("code_challenge");
    }

    private static PkceChallenge? ChallengeOf(IQueryCollection query) => query.ContainsKey("code_challenge")
        ? new PkceChallenge(Single(query, "code_challenge") ?? "", Single(query, "code_challenge_method") == "S256")
        : null;

    private bool IsAllowed(string redirectUri) =>
        options.RedirectUris.Contains(redirectUri)
        && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static string? Single(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values is { Count: 1 } && !StringValues.IsNullOrEmpty(values) ? values[0] : null;
}
