using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Login with Amazon. Source: Login with Amazon documentation, authorization code grant; Amazon Ads API, authorization.</summary>
public interface ILoginWithAmazon
{
    bool Offers(Region region);

    /// <summary>The address of a region's consent page, with the parameters that bring the browser back to the callback.</summary>
    Uri ConsentUrl(Region region, Secret state, Secret codeVerifier);

    /// <summary>
    /// Exchanges an authorization code. A code works once, so this is never retried.
    /// Errors: <c>oauth.exchange_failed</c> (the code is used, expired or issued to another client, or the response is unusable),
    /// <c>oauth.client_rejected</c>, <c>amazon.unavailable</c>, <c>amazon.timeout</c>.
    /// </summary>
    Task<Result<IssuedTokens>> ExchangeAsync(Region region, Secret code, Secret codeVerifier, CancellationToken ct);

    /// <summary>
    /// Refreshes an access token.
    /// Errors: <c>connection.reauthorization_required</c> (Amazon's <c>invalid_grant</c>, which is permanent), <c>oauth.client_rejected</c>
    /// (this service's credentials are invalid), <c>amazon.invalid_answer</c>, <c>amazon.unavailable</c>, <c>amazon.timeout</c>; and
    /// <c>connection.not_found</c> if <paramref name="mayRetry"/> refuses.
    /// </summary>
    /// <param name="region">The region of the connection.</param>
    /// <param name="refreshToken">The token to use.</param>
    /// <param name="mayRetry">Called before each attempt but the first: the connection may have been revoked meanwhile.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<Result<IssuedTokens>> RefreshAsync(Region region, Secret refreshToken, Func<CancellationToken, Task<bool>> mayRetry, CancellationToken ct);
}

/// <param name="Refresh">Null if the response contains none.</param>
/// <param name="ExpiresIn">Counted from the response.</param>
public sealed record IssuedTokens(Secret Access, Secret? Refresh, TimeSpan ExpiresIn)
{
    /// <summary>
    /// Encrypts the tokens for one connection. The lifetime is counted from before the call, so the stored expiry is slightly early and never
    /// late.
    /// </summary>
    public TokenGrant Protect(ITokenCipher cipher, UserId user, ConnectionId connection, DateTimeOffset askedAt, string? scope = null) => new(
        cipher.Protect(Access, TokenBinding.AccessToken(user, connection)),
        Refresh is { } refresh ? cipher.Protect(refresh, TokenBinding.RefreshToken(user, connection)) : null,
        askedAt + ExpiresIn,
        scope);
}
