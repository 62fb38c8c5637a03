using Accounts.Domain.Common;

namespace Accounts.Application.Connections.Refresh;

/// <summary>Work of other features that follows a proactive refresh.</summary>
public interface IRefreshFollower
{
    Task RefreshedAsync(ConnectionId connection, CancellationToken ct);
}
