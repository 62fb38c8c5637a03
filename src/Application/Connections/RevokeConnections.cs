using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Destroys the stored tokens of all of the user's connections. Their accounts show as disconnected from the same moment,
/// for an account's status follows from its connection's (decision 0005).
/// </summary>
public sealed record RevokeConnectionsCommand(UserId User) : ICommand<RevokedConnections>;

public sealed record RevokedConnections(string Status, string Message, DateTimeOffset RevokedAt);

internal sealed class RevokeConnectionsHandler(ConnectionGate gate, IConnectionRepository connections, IAuditTrail audit, IUnitOfWork unitOfWork, TimeProvider clock)
    : ICommandHandler<RevokeConnectionsCommand, RevokedConnections>
{
    public async Task<Result<RevokedConnections>> Handle(RevokeConnectionsCommand command, CancellationToken ct)
    {
        if (await gate.RefuseImpersonationAsync("connection.revoke", ct) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        var revoked = (await connections.ListAsync(command.User, ct)).Where(c => c.Revoke(now)).ToArray();
        if (revoked.Length == 0) return ConnectionErrors.NotFound;

        foreach (var connection in revoked)
            audit.Record(new AuditEvent("connection.revoke", Succeeded: true) { TargetType = "connection", TargetId = connection.Id.Value.ToString() });

        await unitOfWork.SaveChangesAsync(ct);
        return new RevokedConnections("success", "The connection to Amazon was removed and its tokens destroyed.", now);
    }
}
