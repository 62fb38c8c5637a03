namespace Accounts.Simulators.Lwa;

/// <summary>The consent of one user for this client. Every token belongs to a grant.</summary>
internal sealed class Grant(string id, string login, IReadOnlyList<string> scopes, string refreshToken)
{
    private static readonly string[] AdsScopes = ["advertising::campaign_management", "cpc_advertising:campaign_management"];

    public string Id => id;

    public string Login => login;

    public string RefreshToken { get; set; } = refreshToken;

    public bool Revoked { get; set; }

    public IReadOnlyList<string> Scopes => scopes;

    public bool CoversAds => scopes.Any(AdsScopes.Contains);
}

/// <summary>The view of a grant for tests.</summary>
public sealed record GrantState(string Id, string Login, string RefreshToken, bool Revoked);
