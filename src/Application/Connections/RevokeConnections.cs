using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Destroys the stored tokens of the user's connections. Their accounts are shown as disconnected from the same moment,
/// because an account's status is derived from its connection (decision 0005).
/// </summary>
/// <param name="User">The owner of the connections.</param>
/// <param name="Only">One connection, or null for all.</param>
public sealed record RevokeConnectionsCommand(UserId User, ConnectionId? Only = null) : ICommand<RevokedConnections>, IRefusesImpersonators
{
    public static string EventType => "connection.revoke";
}

public sealed record RevokedConnections(string Status, string Message, DateTimeOffset RevokedAt);

internal sealed class RevokeConnectionsHandler(ConnectionStore store, TimeProvider clock)
    : ICommandHandler<RevokeConnectionsCommand, RevokedConnections>
{
    public async Task<Result<RevokedConnections>> Handle(RevokeConnectionsCommand command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await store.RevokeAsync(command.User, command.Only, RevokeConnectionsCommand.EventType, now, ct) == 0) return ConnectionErrors.NotFound;

        return new RevokedConnections("success", "The connection to Amazon was removed and its tokens destroyed.", now);
    }
}
