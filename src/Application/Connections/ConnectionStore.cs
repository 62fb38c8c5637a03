using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Stores a consent's connection together with its audit row.</summary>
internal sealed class ConnectionStore(IConnectionRepository connections, IAuditTrail audit, IUnitOfWork unitOfWork)
{
    /// <summary>A reconnect replaces the tokens of the same row at once; a connection that has gone meanwhile becomes a new one.</summary>
    public async Task<ConnectionId> EstablishAsync(AuthorizationAttempt attempt, TokenGrant grant, string eventType)
    {
        var existing = attempt.Connection is { } id ? await connections.FindAsync(attempt.User, id, CancellationToken.None) : null;
        var connection = existing ?? OAuthToken.Establish(attempt.User, attempt.Region, grant, attempt.ConsumedAt);
        if (existing is null) connections.Add(connection);
        else connection.Reestablish(attempt.Region, grant, attempt.ConsumedAt);

        await SaveAsync(new AuditEvent(eventType, Succeeded: true) { TargetType = "connection", TargetId = connection.Id.Value.ToString() });
        return connection.Id;
    }

    public Task SaveAsync(AuditEvent entry)
    {
        audit.Record(entry);
        return unitOfWork.SaveChangesAsync(CancellationToken.None);
    }
}
