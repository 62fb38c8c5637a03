using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Calls Amazon with the access token of one of the user's connections. An expired token is refreshed first.</summary>
internal sealed class AccessTokens(IRefreshLeases leases, UserTokenRefresher refresher, ITokenCipher cipher, CurrentUser user)
{
    /// <summary>
    /// On 401 the token is refreshed once and the call is repeated once. A second 401 means that the login has no access to the requested
    /// resource (Amazon Ads API, "errors"); the connection stays as it is.
    /// </summary>
    public Task<Result<T>> UseAsync<T>(ConnectionId connection, Func<AmazonLogin, Task<Result<T>>> call, CancellationToken ct) =>
        UseAsync(connection, TimeSpan.Zero, call, ct);

    /// <param name="connection">Whose token is used.</param>
    /// <param name="atLeast">A token that is valid for less than this is refreshed first, for calls that belong to longer work.</param>
    /// <param name="call">The call.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<Result<T>> UseAsync<T>(
        ConnectionId connection, TimeSpan atLeast, Func<AmazonLogin, Task<Result<T>>> call, CancellationToken ct)
    {
        var login = new AmazonLogin(user.Id, connection, user.IsJob ? RetryProfile.Job : RetryProfile.Request, tokenCt =>
            GetAsync(connection, atLeast, tokenCt));
        var answer = await call(login);
        if (answer.Succeeded || !answer.Error.Is(AmazonErrors.Unauthorized)) return answer;

        var refreshed = await refresher.RefreshAsync(connection, RefreshRequest.Rejected, ct);
        if (!refreshed.Succeeded) return refreshed.Error;

        answer = await call(login);
        return answer.Succeeded || !answer.Error.Is(AmazonErrors.Unauthorized) ? answer : AmazonErrors.NoAccess;
    }

    /// <summary>
    /// While another caller refreshes a token that is still valid, that token is used. Only an expired token makes the caller wait.
    /// </summary>
    private async Task<Result<Secret>> GetAsync(ConnectionId connection, TimeSpan atLeast, CancellationToken ct)
    {
        var state = await leases.ReadAsync(user.Id, connection, ct);
        if (state is null || state.Status == ConnectionStatus.Revoked) return ConnectionErrors.NotFound;
        if (state.Status == ConnectionStatus.NeedsReauth) return ConnectionErrors.ReauthorizationRequired;

        if (state.Usable && state.Left < atLeast)
        {
            var refreshed = await refresher.RefreshAsync(connection, RefreshRequest.ExpiresSoon(state.Version), ct);
            if (refreshed.Succeeded || refreshed.Error.Kind is ErrorKind.ReauthorizationRequired or ErrorKind.NotFound) return refreshed;
        }

        return state is { Usable: true, AccessToken: { } access }
            && cipher.TryUnprotect(access, TokenBinding.AccessToken(user.Id, connection), out var token)
            ? token
            : await refresher.RefreshAsync(connection, RefreshRequest.Expired, ct);
    }
}
