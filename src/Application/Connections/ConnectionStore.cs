using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>
/// Stores what becomes of connections, each change together with its audit row. A refresh that stores in the same moment must not
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

    /// <param name="user">Whose.</param>
    /// <param name="only">Null for all of them.</param>
    /// <param name="eventType">What the audit calls it.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels before anything is stored.</param>
    /// <returns>How many connections had something to destroy.</returns>
    public Task<int> RevokeAsync(UserId user, ConnectionId? only, string eventType, DateTimeOffset now, CancellationToken ct) => DecideAsync(async () =>
    {
        var revoked = (await connections.ListAsync(user, ct)).Where(c => (only is null || c.Id == only) && c.Revoke(now)).ToArray();
        foreach (var connection in revoked) audit.Record(About(connection.Id, eventType));

        await unitOfWork.SaveChangesAsync(ct);
        return revoked.Length;
    });

    /// <param name="change">Makes the change and says what to audit; null when there is nothing to change any more.</param>
    public Task ChangeAsync(UserId user, ConnectionId id, Func<OAuthToken, AuditEvent?> change) => DecideAsync(async () =>
    {
        connections.Forget();
        if (await connections.FindAsync(user, id, CancellationToken.None) is { } connection && change(connection) is { } entry) await SaveAsync(entry);
        return true;
    });

    /// <returns>False when the user has no such connection.</returns>
    public Task<bool> RenameAsync(UserId user, ConnectionId id, string? label, DateTimeOffset now, CancellationToken ct) => DecideAsync(async () =>
    {
        if (await connections.FindAsync(user, id, ct) is not { } connection || !connection.Rename(label, now)) return false;

        await unitOfWork.SaveChangesAsync(ct);
        return true;
    });

    /// <returns>How many live connections there are.</returns>
    public Task<int> RefreshProactivelyAsync(UserId user, bool enabled, string eventType, DateTimeOffset now, CancellationToken ct) => DecideAsync(async () =>
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
