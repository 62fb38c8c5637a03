namespace Accounts.Simulators.Lwa;

/// <summary>Variants of Login with Amazon that a client must support. The defaults match Amazon's current behaviour.</summary>
public sealed record LwaBehaviour
{
    /// <summary>Each refresh issues a new refresh token. Reuse of the old token revokes the grant.</summary>
    public bool RotateRefreshTokens { get; init; }

    /// <summary>Refresh responses contain no <c>refresh_token</c>, so the client must keep its current one.</summary>
    public bool OmitRefreshTokenOnRefresh { get; init; }

    /// <summary>The scopes that the user grants. Null grants the requested scopes.</summary>
    public IReadOnlyList<string>? GrantedScopes { get; init; }

    /// <summary>The lifetime of an access token, returned as <c>expires_in</c>.</summary>
    public int AccessTokenSeconds { get; init; } = 3600;
}
