using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Destroys the stored tokens of the user's connections. Tsuccessor accounts show as disconnected from the same moment,
/// for an account's status follows from its connection's (decision 0005).
/// </summary>
/// <param name="User">Whose.</param>
/// <param name="Only">Null for all of them.</param>
public sealed record RevokeConnectionsCommand(UserId User, ConnectionId? Only = null) : ICommand<RevokedConnections>;

public sealed record RevokedConnections(string Status, string Message, DateTimeOffset RevokedAt);

internal sealed class RevokeConnectionsHandler(ConnectionGate gate, ConnectionStore store, TimeProvider clock)
    : ICommandHandler<RevokeConnectionsCommand, RevokedConnections>
{
    private const string EventType = "connection.revoke";

    public async Task<Result<RevokedConnections>> Handle(RevokeConnectionsCommand command, CancellationToken ct)
    {
        if (await gate.RefuseImpersonationAsync(EventType, ct) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        if (await store.RevokeAsync(command.User, command.Only, EventType, now, ct) == 0) return ConnectionErrors.NotFound;

        return new RevokedConnections("success", "The connection to Amazon was removed and its tokens destroyed.", now);
    }
}
