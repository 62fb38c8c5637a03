using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Calls Amazon as one of the user's connections, with a token that works: an expired one is renewed first.</summary>
internal sealed class AccessTokens(IRefreshLeases leases, TokenRefresher refresher, ITokenCipher cipher, CurrentUser user)
{
    /// <summary>
    /// On 401 the token is renewed once and the call made once more; a second 401 means that this login has no access to the thing asked for
    /// (Amazon Ads API, "errors"), and says nothing about the connection.
    /// </summary>
    public async Task<Result<T>> UseAsync<T>(ConnectionId connection, Func<AmazonLogin, Task<Result<T>>> call, CancellationToken ct)
    {
        var login = new AmazonLogin(user.Id, connection, user.IsJob ? RetryProfile.Job : RetryProfile.Request, tokenCt => GetAsync(connection, tokenCt));
        var answer = await call(login);
        if (answer.Succeeded || answer.Error != AmazonErrors.Unauthorized) return answer;

        var renewed = await refresher.RefreshAsync(user.Id, connection, RefreshDemand.Refused, ct);
        if (!renewed.Succeeded) return renewed.Error;

        answer = await call(login);
        return answer.Succeeded || answer.Error != AmazonErrors.Unauthorized ? answer : AmazonErrors.NoAccess;
    }

    /// <summary>While somebody renews a token that is still good, that one is used: only an expired one is worth waiting for.</summary>
    private async Task<Result<Secret>> GetAsync(ConnectionId connection, CancellationToken ct)
    {
        var state = await leases.ReadAsync(user.Id, connection, ct);
        if (state is null || state.Status == ConnectionStatus.Revoked) return ConnectionErrors.NotFound;
        if (state.Status == ConnectionStatus.NeedsReauth) return ConnectionErrors.ReauthorizationRequired;

        return state is { Usable: true, AccessToken: { } access } && cipher.TryUnprotect(access, TokenBinding.AccessToken(user.Id, connection), out var token)
            ? token
            : await refresher.RefreshAsync(user.Id, connection, RefreshDemand.Expired, ct);
    }
}
