using System.Collections.Concurrent;

namespace Accounts.Simulators.Lwa;

/// <summary>The codes, grants and tokens of Login with Amazon, shared by all regional hosts.</summary>
internal sealed class Grants(RefreshTokenSeal seal, SimulatorClock clock)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, PendingCode> _codes = [];
    private readonly ConcurrentDictionary<string, Grant> _byRefreshToken = [];
    private readonly ConcurrentDictionary<string, AccessToken> _accessTokens = [];
    private readonly ConcurrentQueue<IssuedSecret> _issued = [];
    private readonly Lock _refreshing = new();
    private int _count;

    public LwaBehaviour Behaviour { get; set; } = new();

    public IReadOnlyList<GrantState> All =>
        [.. _byRefreshToken.Values.Distinct().Select(g => new GrantState(g.Id, g.Login, g.RefreshToken, g.Revoked))];

    /// <summary>All secrets exchanged between the app and Amazon.</summary>
    public IReadOnlyCollection<IssuedSecret> Issued => _issued;

    public IReadOnlyList<string> ScopesGranted(IReadOnlyList<string> asked) => Behaviour.GrantedScopes ?? asked;

    public string Allow(string login, ConsentRequest request)
    {
        var code = LwaTokens.NewCode();
        _issued.Enqueue(new IssuedSecret("an authorization code", code));
        _codes[code] = new PendingCode(login, request, ScopesGranted(request.Scopes), clock.GetUtcNow() + CodeLife);
        return code;
    }

    /// <summary>Consumes a code. The first attempt consumes it even if that attempt fails (RFC 6749 §4.1.2: single use).</summary>
    public LwaTokens? Exchange(string code, string redirectUri, string? verifier)
    {
        if (verifier is not null) _issued.Enqueue(new IssuedSecret("a code verifier", verifier));
        if (!_codes.TryRemove(code, out var pending) || pending.ExpiresAt <= clock.GetUtcNow()) return null;
        if (pending.Request.RedirectUri != redirectUri) return null;
        var proved = pending.Request.Challenge is { } challenge ? verifier is not null && challenge.Accepts(verifier) : verifier is null;
        return proved ? Issue(pending.Login, pending.Scopes) : null;
    }

    public LwaTokens Issue(string login, IReadOnlyList<string> scopes) => NewTokens(Record(login, scopes, seal.New(login, scopes)));

    public LwaTokens? Refresh(string refreshToken)
    {
        lock (_refreshing)
        {
            if (GrantOf(refreshToken) is not { Revoked: false } grant) return null;
            if (grant.RefreshToken != refreshToken)
            {
                grant.Revoked = true; // reuse of a rotated token indicates theft (RFC 9700 §4.14.2)
                return null;
            }

            if (Behaviour.RotateRefreshTokens)
            {
                grant.RefreshToken = seal.New(grant.Login, grant.Scopes);
                _issued.Enqueue(new IssuedSecret("a refresh token", grant.RefreshToken));
                _byRefreshToken[grant.RefreshToken] = grant;
            }

            return NewTokens(grant);
        }
    }

    /// <summary>Whether a refresh may ask for these scopes: only for granted ones (RFC 6749 §6). An unknown token is refused for another
    /// reason.</summary>
    public bool Cover(string refreshToken, string scopes) =>
        GrantOf(refreshToken) is not { } grant || scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(grant.Scopes.Contains);

    /// <summary>Returns the grant of a valid access token. Older tokens stay valid when newer ones are issued.</summary>
    public Grant? Authenticate(string accessToken) =>
        _accessTokens.TryGetValue(accessToken, out var token) && token.ExpiresAt > clock.GetUtcNow() && !token.Grant.Revoked ? token.Grant : null;

    public int Revoke(string login)
    {
        var living = _byRefreshToken.Values.Distinct().Where(grant => grant.Login == login && !grant.Revoked).ToArray();
        foreach (var grant in living) grant.Revoked = true;
        return living.Length;
    }

    private Grant? GrantOf(string refreshToken)
    {
        if (_byRefreshToken.TryGetValue(refreshToken, out var grant)) return grant;
        return seal.Open(refreshToken) is var (login, scopes) ? Record(login, scopes, refreshToken) : null;
    }

    private Grant Record(string login, IReadOnlyList<string> scopes, string refreshToken)
    {
        _issued.Enqueue(new IssuedSecret("a refresh token", refreshToken));
        return _byRefreshToken[refreshToken] = new Grant($"grant-{Interlocked.Increment(ref _count)}", login, scopes, refreshToken);
    }

    private LwaTokens NewTokens(Grant grant)
    {
        var life = Behaviour.AccessTokenSeconds;
        var accessToken = LwaTokens.NewAccessToken();
        _issued.Enqueue(new IssuedSecret("an access token", accessToken));
        _accessTokens[accessToken] = new AccessToken(grant, clock.GetUtcNow().AddSeconds(life));
        return new LwaTokens(grant.Id, accessToken, grant.RefreshToken, life);
    }

    private sealed record PendingCode(string Login, ConsentRequest Request, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);

    private sealed record AccessToken(Grant Grant, DateTimeOffset ExpiresAt);
}
