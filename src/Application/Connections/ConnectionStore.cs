using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Stores changes of connections, each in one transaction with its audit row. If a refresh stores at the same time, the change is
/// decided again on the newly stored state, so that no consent or revocation is lost.
/// </summary>
internal sealed class ConnectionStore(IConnectionRepository connections, IAuditTrail audit, IUnitOfWork unitOfWork)
{
    private const int MaxAttempts = 5;

    /// <summary>A reconnect replaces the tokens in the same row. If the connection was removed meanwhile, a new one is stored.</summary>
    /// <param name="attempt">The authorization flow, which names the connection to replace.</param>
    /// <param name="grantFor">Encrypts the grant for the connection that will hold it.</param>
    /// <param name="eventType">The type of the audit event.</param>
    public Task<ConnectionId> EstablishAsync(AuthorizationAttempt attempt, Func<ConnectionId, TokenGrant> grantFor,
        string eventType) => DecideAsync(async () =>
    {
        var existing = attempt.Connection is { } wanted ? await connections.FindAsync(attempt.User, wanted, CancellationToken.None) : null;
        var id = existing?.Id ?? ConnectionId.New();
        if (existing is null) connections.Add(OAuthToken.Establish(id, attempt.User, attempt.Region, grantFor(id), attempt.ConsumedAt));
        else existing.Reestablish(attempt.Region, grantFor(id), attempt.ConsumedAt);

        await SaveAsync(About(id, eventType));
        return id;
    });

    /// <param name="user">The owner of the connections.</param>
    /// <param name="only">One connection, or null for all.</param>
    /// <param name="eventType">The type of the audit events.</param>
    /// <param name="now">The time of the revocation.</param>
    /// <param name="ct">Cancels only before the first write.</param>
    /// <returns>The number of connections that were revoked.</returns>
    public Task<int> RevokeAsync(UserId user, ConnectionId? only, string eventType, DateTimeOffset now,
        CancellationToken ct) => DecideAsync(async () =>
    {
        var revoked = (await connections.ListAsync(user, ct)).Where(c => (only is null || c.Id == only) && c.Revoke(now)).ToArray();
        foreach (var connection in revoked) audit.Record(About(connection.Id, eventType));

        await unitOfWork.SaveChangesAsync(ct);
        return revoked.Length;
    });

    /// <param name="change">Makes the change and returns the audit event; null if nothing needs to change.</param>
    public Task ChangeAsync(UserId user, ConnectionId id, Func<OAuthToken, AuditEvent?> change) => DecideAsync(async () =>
    {
        connections.Forget();
        if (await connections.FindAsync(user, id, CancellationToken.None) is { } connection && change(connection) is { } entry)
            await SaveAsync(entry);
        return true;
    });

    /// <returns>False if the user has no such connection.</returns>
    public Task<bool> RenameAsync(UserId user, ConnectionId id, string? label, DateTimeOffset now, CancellationToken ct) => DecideAsync(async () =>
    {
        if (await connections.FindAsync(user, id, ct) is not { } connection || !connection.Rename(label, now)) return false;

        await unitOfWork.SaveChangesAsync(ct);
        return true;
    });

    /// <returns>The number of live connections.</returns>
    public Task<int> RefreshProactivelyAsync(UserId user, bool enabled, string eventType, DateTimeOffset now,
        CancellationToken ct) => DecideAsync(async () =>
    {
        var live = (await connections.ListAsync(user, ct)).Where(c => c.Status != ConnectionStatus.Revoked).ToArray();
        var choice = new Dictionary<string, string>(StringComparer.Ordinal) { ["enabled"] = enabled ? "true" : "false" };
        foreach (var connection in live.Where(c => c.RefreshProactively(enabled, now)))
            audit.Record(About(connection.Id, eventType) with { Metadata = choice });

        await unitOfWork.SaveChangesAsync(ct);
        return live.Length;
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
