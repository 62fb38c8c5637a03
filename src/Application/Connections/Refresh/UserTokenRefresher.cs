using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Refreshes a token for the user of this scope. The audit trail records the scope's request with it.</summary>
internal sealed class UserTokenRefresher(TokenRefresher refresher, CurrentUser user, RequestContext caller)
{
    public Task<Result<Secret>> RefreshAsync(ConnectionId connection, RefreshRequest request, CancellationToken ct) =>
        refresher.RefreshAsync(user.Id, connection, request, caller, ct);
}
