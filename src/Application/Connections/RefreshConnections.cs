using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Connections;

/// <summary>Refreshes the tokens of the user's connections now. A token that was refreshed very recently is kept.</summary>
/// <param name="User">The owner of the connections.</param>
/// <param name="Only">One connection, or null for all.</param>
public sealed record RefreshConnectionsCommand(UserId User, ConnectionId? Only = null) : ICommand<RefreshedConnections>, IRefusesImpersonators
{
    public static string EventType => "token.refresh";
}

public sealed record RefreshedConnections(string Status, string Message, DateTimeOffset? NewExpiry, int RefreshCount);

internal sealed class RefreshConnectionsHandler(IReadDb db, UserTokenRefresher refresher)
    : ICommandHandler<RefreshConnectionsCommand, RefreshedConnections>
{
    public async Task<Result<RefreshedConnections>> Handle(RefreshConnectionsCommand command, CancellationToken ct)
    {
        var connections = db.Connections.Where(c => c.UserId == command.User && c.Status != ConnectionStatus.Revoked);
        if (command.Only is { } only) connections = connections.Where(c => c.Id == only);
        var ids = await connections.OrderBy(c => c.CreatedAt).Select(c => c.Id).ToListAsync(ct);
        if (ids.Count == 0) return ConnectionErrors.NotFound;

        Error? failure = null;
        foreach (var id in ids)
        {
            var refreshed = await refresher.RefreshAsync(id, RefreshRequest.Requested, ct);
            if (!refreshed.Succeeded) failure ??= refreshed.Error; // a failure must not prevent the refresh of the other connections
        }

        if (failure is not null) return failure;

        var after = await connections.Select(c => new { c.ExpiresAt, c.RefreshCount }).ToListAsync(ct);
        return new RefreshedConnections("success", "Access to Amazon was refreshed.", after.Min(c => c.ExpiresAt), after.Sum(c => c.RefreshCount));
    }
}
