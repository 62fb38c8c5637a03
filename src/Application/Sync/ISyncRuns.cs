using Accounts.Application.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>
/// Durable runs. An instance that owns a run proves it with every write (owner and attempt): one that has lost its lease,
/// or whose run was cancelled, writes nothing.
/// </summary>
public interface ISyncRuns
{
    /// <summary>
    /// Queues a run with one scope per connection. A scope starts where the newest listing of its kind failed within the hour,
    /// unless <paramref name="afresh"/>. Error: <c>sync.already_running</c> with the run's id.
    /// </summary>
    Task<Result<QueuedRun>> QueueAsync(UserId user, SyncTrigger trigger, IReadOnlyList<ConnectionId> connections, bool afresh, CancellationToken ct);

    /// <summary>The oldest run that nobody owns, or whose owner's lease has ended; null when there is none.</summary>
    Task<OwnedRun?> ClaimAsync(string owner, CancellationToken ct);

    /// <returns>False when the run is not ours any more.</returns>
    Task<bool> RenewLeaseAsync(OwnedRun run, CancellationToken ct);

    /// <summary>Hands an unfinished run to whoever claims it next, at once.</summary>
    Task ReleaseAsync(OwnedRun run, CancellationToken ct);

    Task<IReadOnlyList<OpenScope>> OpenScopesAsync(OwnedRun run, CancellationToken ct);

    /// <summary>
    /// Stores a page's accounts, the scope's next cursor and the progress in one statement: all or nothing, and not twice.
    /// Rows that say the same already are left untouched.
    /// </summary>
    /// <returns>False when the run is not ours any more; then nothing was stored.</returns>
    Task<bool> StorePageAsync(OwnedRun run, OpenScope scope, RemoteAccountPage page, ProtectedToken? nextCursor, CancellationToken ct);

    /// <summary>Ends a scope as failed; its cursor stays, for the next run to resume at.</summary>
    Task FailScopeAsync(OwnedRun run, OpenScope scope, Error error, CancellationToken ct);

    /// <summary>Ends the run as its scopes ended: all well, some, or none.</summary>
    Task FinishAsync(OwnedRun run, CancellationToken ct);
}

/// <param name="StartedAt">The database's time.</param>
public sealed record QueuedRun(SyncRunId Id, DateTimeOffset StartedAt);

/// <param name="Attempt">Counts owners: fences out the ones before.</param>
public sealed record OwnedRun(SyncRunId Id, UserId User, string Owner, int Attempt);

/// <param name="Region">The connection's own; any host answers for the global list.</param>
public sealed record OpenScope(Guid Id, ConnectionId Connection, Region Region, ProtectedToken? Cursor);

/// <summary>Tells this instance's worker that there is something to do now.</summary>
public interface ISyncSignal
{
    void Raise();
}
