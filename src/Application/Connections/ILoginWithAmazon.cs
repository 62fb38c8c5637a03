using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Login with Amazon. Source: Login with Amazon documentation, authorization code grant; Amazon Ads API, authorization.</summary>
public interface ILoginWithAmazon
{
    bool Offers(Region region);

    /// <summary>The consent page of a region, with everything it needs to come back to us.</summary>
    Uri ConsentUrl(Region region, Secret state, Secret codeVerifier);

    /// <summary>
    /// Exchanges an authorization code. A code works once, so this is never retried.
    /// Errors: <c>oauth.exchange_failed</c> (the code is spent, late or not ours, or the answer made no sense),
    /// <c>oauth.client_rejected</c>, <c>amazon.unavailable</c>, <c>amazon.timeout</c>.
    /// </summary>
    Task<Result<IssuedTokens>> ExchangeAsync(Region region, Secret code, Secret codeVerifier, CancellationToken ct);

    /// <summary>
    /// Refreshes an access token.
    /// Errors: <c>connection.reauthorization_required</c> (Amazon says <c>invalid_grant</c>: permanently), <c>oauth.client_rejected</c>
    /// (our credentials; the user is not to blame), <c>amazon.invalid_answer</c>, <c>amazon.unavailable</c>, <c>amazon.timeout</c>.
    /// </summary>
    Task<Result<IssuedTokens>> RefreshAsync(Region region, Secret refreshToken, CancellationToken ct);
}

/// <param name="Refresh">Null when none came.</param>
/// <param name="ExpiresIn">From the moment of the answer.</param>
public sealed record IssuedTokens(Secret Access, Secret? Refresh, TimeSpan ExpiresIn)
{
    /// <summary>
    /// The same, fit to be stored in that connection and no other. Counting from before the call makes the token seem to end a little early:
    /// the safe side.
    /// </summary>
    public TokenGrant Protect(ITokenCipher cipher, UserId user, ConnectionId connection, DateTimeOffset askedAt, string? scope = null) => new(
        cipher.Protect(Access, TokenBinding.AccessToken(user, connection)),
        Refresh is { } refresh ? cipher.Protect(refresh, TokenBinding.RefreshToken(user, connection)) : null,
        askedAt + ExpiresIn,
        scope);
}
