using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Connections;

/// <summary>Refresh now, all of the user's connections. Within 30 s of a refresh, that one is the answer.</summary>
public sealed record RefreshConnectionsCommand(UserId User) : ICommand<RefreshedConnections>;

public sealed record RefreshedConnections(string Status, string Message, DateTimeOffset? NewExpiry, int RefreshCount);

internal sealed class RefreshConnectionsHandler(IReadDb db, TokenRefresher refresher)
    : ICommandHandler<RefreshConnectionsCommand, RefreshedConnections>
{
    public async Task<Result<RefreshedConnections>> Handle(RefreshConnectionsCommand command, CancellationToken ct)
    {
        var connections = db.Connections.Where(c => c.UserId == command.User && c.Status != ConnectionStatus.Revoked);
        var ids = await connections.OrderBy(c => c.CreatedAt).Select(c => c.Id).ToListAsync(ct);
        if (ids.Count == 0) return ConnectionErrors.NotFound;

        Error? failure = null;
        foreach (var id in ids)
        {
            var refreshed = await refresher.RefreshAsync(command.User, id, RefreshRequest.Requested, ct);
            if (!refreshed.Succeeded) failure ??= refreshed.Error; // one that failed must not cost the others theirs
        }

        if (failure is not null) return failure;

        var after = await connections.Select(c => new { c.ExpiresAt, c.RefreshCount }).ToListAsync(ct);
        return new RefreshedConnections("success", "Access to Amazon was refreshed.", after.Min(c => c.ExpiresAt), after.Sum(c => c.RefreshCount));
    }
}
