using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Stores what people decide about their connections, together with its audit row. A renewal that stores in the same moment must not
/// cost a consent or a revocation: what it stored is read, and the decision made again on top of it.
/// </summary>
internal sealed class ConnectionStore(IConnectionRepository connections, IAuditTrail audit, IUnitOfWork unitOfWork)
{
    private const int MaxAttempts = 5;

    /// <summary>A reconnect replaces the tokens of the same row at once; a connection that has gone meanwhile becomes a new one.</summary>
    /// <param name="attempt">Says which connection is replaced.</param>
    /// <param name="grantFor">The grant, encrypted for the connection that will hold it.</param>
    /// <param name="eventType">What the audit log calls it.</param>
    public Task<ConnectionId> EstablishAsync(AuthorizationAttempt attempt, Func<ConnectionId, TokenGrant> grantFor, string eventType) => DecideAsync(async () =>
    {
        var existing = attempt.Connection is { } wanted ? await connections.FindAsync(attempt.User, wanted, CancellationToken.None) : null;
        var id = existing?.Id ?? ConnectionId.New();
        if (existing is null) connections.Add(OAuthToken.Establish(id, attempt.User, attempt.Region, grantFor(id), attempt.ConsumedAt));
        else existing.Reestablish(attempt.Region, grantFor(id), attempt.ConsumedAt);

        await SaveAsync(About(id, eventType));
        return id;
    });

    /// <returns>How many connections had something to destroy.</returns>
    public Task<int> RevokeAllAsync(UserId user, string eventType, DateTimeOffset now, CancellationToken ct) => DecideAsync(async () =>
    {
        var revoked = (await connections.ListAsync(user, ct)).Where(c => c.Revoke(now)).ToArray();
        foreach (var connection in revoked) audit.Record(About(connection.Id, eventType));

        await unitOfWork.SaveChangesAsync(ct);
        return revoked.Length;
    });

    public Task SaveAsync(AuditEvent entry)
    {
        audit.Record(entry);
        return unitOfWork.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<T> DecideAsync<T>(Func<Task<T>> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await decide();
            }
            catch (ConflictException) when (attempt < MaxAttempts)
            {
                connections.Forget();
            }
        }
    }

    private static AuditEvent About(ConnectionId connection, string eventType) =>
        new(eventType, Succeeded: true) { TargetType = "connection", TargetId = connection.Value.ToString() };
}
