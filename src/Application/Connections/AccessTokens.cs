using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Hands out access tokens that work, renewing them first when they are about to end.</summary>
internal sealed class AccessTokens(IRefreshLeases leases, TokenRefresher refresher, ITokenCipher cipher, CurrentUser user)
{
    /// <summary>
    /// Calls Amazon with a token of the connection. On 401 the token is renewed once and the call made once more;
    /// a second 401 means that this login has no access to the thing asked for (Amazon Ads API, "errors").
    /// </summary>
    public async Task<Result<T>> UseAsync<T>(ConnectionId connection, Func<Secret, Task<Result<T>>> call, CancellationToken ct)
    {
        var token = await GetAsync(connection, ct);
        if (!token.Succeeded) return token.Error;

        var answer = await call(token.Value);
        if (answer.Succeeded || answer.Error != AmazonErrors.Unauthorized) return answer;

        var renewed = await refresher.RefreshAsync(user.Id, connection, forced: true, ct);
        if (!renewed.Succeeded) return renewed.Error;

        answer = await call(renewed.Value);
        return answer.Succeeded || answer.Error != AmazonErrors.Unauthorized ? answer : AmazonErrors.NoAccess;
    }

    private async Task<Result<Secret>> GetAsync(ConnectionId connection, CancellationToken ct)
    {
        var state = await leases.ReadAsync(user.Id, connection, ct);
        if (state is null || state.Status == ConnectionStatus.Revoked) return ConnectionErrors.NotFound;
        if (state.Status == ConnectionStatus.NeedsReauth) return ConnectionErrors.ReauthorizationRequired;

        return state is { Usable: true, AccessToken: { } access } && cipher.TryUnprotect(access, TokenBinding.AccessToken(user.Id, connection), out var token)
            ? token
            : await refresher.RefreshAsync(user.Id, connection, forced: false, ct);
    }
}
