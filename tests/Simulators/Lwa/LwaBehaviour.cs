namespace Accounts.Simulators.Lwa;

/// <summary>Ways Login with Amazon may behave that a client must be ready for. The defaults are what Amazon does today.</summary>
public sealed record LwaBehaviour
{
    /// <summary>Each refresh gives a new refresh token; using the old one again revokes the grant.</summary>
    public bool RotateRefreshTokens { get; init; }

    /// <summary>Refresh answers carry no <c>refresh_token</c>: the client must keep the one it has.</summary>
    public bool OmitRefreshTokenOnRefresh { get; init; }

    /// <summary>The scopes the user grants, whatever was asked. Null grants what was asked.</summary>
    public IReadOnlyList<string>? GrantedScopes { get; init; }

    /// <summary>Life of an access token, written as <c>expires_in</c>.</summary>
    public int AccessTokenSeconds { get; init; } = 3600;
}
