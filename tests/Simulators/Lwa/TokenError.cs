namespace Accounts.Simulators.Lwa;

/// <summary>An error response of the token endpoint.</summary>
internal sealed record TokenError(int Status, string Code, string Description)
{
    public static readonly TokenError InvalidClient = new(401, "invalid_client", "Client authentication failed");

    public static readonly TokenError UnsupportedGrantType =
        new(400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server");

    public static readonly TokenError NotAForm =
        new(400, "invalid_request", "The request has an unsupported content type, expected application/x-www-form-urlencoded");

    public static readonly TokenError InvalidScope =
        new(400, "invalid_scope", "The request has an invalid parameter : scope");

    public static readonly TokenError TwoCredentials =
        new(400, "invalid_request", "The request includes multiple credentials");

    public static TokenError Missing(string parameter) => new(400, "invalid_request", $"The request is missing a required parameter : {parameter}");

    public static TokenError Repeated(string parameter) => new(400, "invalid_request", $"The request repeats a parameter : {parameter}");

    public static TokenError InvalidGrant(string parameter) => new(
        400, "invalid_grant", $"The request has an invalid grant parameter : {parameter}. User may have revoked or didn't grant the permission.");
}
