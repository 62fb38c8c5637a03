namespace Accounts.Simulators.Lwa;

/// <summary>One user's consent for this client: what every token of it stands for.</summary>
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

/// <summary>A grant as tests may see it.</summary>
public sealed record GrantState(string Id, string Login, string RefreshToken, bool Revoked);
