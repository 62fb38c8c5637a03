using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
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
    /// Queues a run with the scopes that <see cref="SyncPlan"/> decides on. Unless the request starts from the first page, a scope continues where
    /// the newest listing of the same thing failed recently. Error: <c>sync.already_running</c> with the run's id.
    /// </summary>
    Task<Result<QueuedRun>> QueueAsync(UserId user, RunRequest request, CancellationToken ct);

    /// <summary>The oldest run that nobody owns, or whose owner's lease has ended; null when there is none.</summary>
    Task<OwnedRun?> ClaimAsync(string owner, CancellationToken ct);

    /// <returns>False when the run is not ours any more.</returns>
    Task<bool> RenewLeaseAsync(OwnedRun run, CancellationToken ct);

    /// <summary>Hands an unfinished run to whoever claims it next, at once.</summary>
    Task ReleaseAsync(OwnedRun run, CancellationToken ct);

    /// <summary>The scopes that are not complete. A page may add some (<see cref="ListedPage.FollowUps"/>).</summary>
    Task<IReadOnlyList<OpenScope>> OpenScopesAsync(OwnedRun run, CancellationToken ct);

    /// <summary>
    /// Stores a page's rows, the scope's next cursor and the progress in one statement: all or nothing, and not twice.
    /// Rows that say the same already are left untouched.
    /// </summary>
    /// <returns>False when the run is not ours any more; then nothing was stored.</returns>
    Task<bool> StorePageAsync(OwnedRun run, OpenScope scope, ListedPage page, ProtectedToken? nextCursor, CancellationToken ct);

    /// <summary>Ends a scope as failed; its cursor stays, for the next run to resume at.</summary>
    Task FailScopeAsync(OwnedRun run, OpenScope scope, Error error, CancellationToken ct);

    /// <summary>
    /// Joins what was listed separately and ends the run as <see cref="SyncOutcome"/> decides from its scopes.
    /// </summary>
    Task FinishAsync(OwnedRun run, CancellationToken ct);

    /// <summary>The user's newest run; null when there was none.</summary>
    /// <param name="recent">How long ago, by the database's clock, an end counts as recent.</param>
    Task<LatestRun?> LatestAsync(UserId user, TimeSpan recent, CancellationToken ct);

    /// <summary>Ends a run that has not ended. What it has stored stays; whoever works on it writes no more.</summary>
    /// <returns>False when there is no such run of the user's that has not ended.</returns>
    Task<bool> CancelAsync(UserId user, SyncRunId run, CancellationToken ct);
}

/// <param name="Regions">Where profiles and managers are asked for.</param>
/// <param name="Again">How long from now these connections are due again without anybody asking; null is never.</param>
public sealed record RunRequest(
    SyncTrigger Trigger, IReadOnlyList<ConnectionId> Connections, IReadOnlyList<AccountType> AccountTypes, IReadOnlyList<Region> Regions, bool Afresh, TimeSpan? Again);

/// <param name="StartedAt">The database's time.</param>
public sealed record QueuedRun(SyncRunId Id, DateTimeOffset StartedAt);

public sealed record LatestRun(SyncRunId Id, SyncStatus Status, bool IsRecent)
{
    public bool IsLive => Status is SyncStatus.Queued or SyncStatus.InProgress;
}

/// <param name="Attempt">Counts owners: fences out the ones before.</param>
public sealed record OwnedRun(SyncRunId Id, UserId User, string Owner, int Attempt);

/// <param name="Region">Where to ask; for the global list, which any host answers, the connection's own.</param>
/// <param name="ProfileId">The agency profile whose advertisers are meant.</param>
public sealed record OpenScope(Guid Id, ConnectionId Connection, SyncScopeKind Kind, Region Region, string? ProfileId, ProtectedToken? Cursor)
{
    /// <summary>The account types that the run lists.</summary>
    public IReadOnlyList<AccountType> AccountTypes { get; init; } = [];

    /// <summary>Whether the run lists everything from the first page.</summary>
    public bool Afresh { get; init; }

    /// <summary>What its cursor is encrypted for.</summary>
    public TokenBinding CursorOf(UserId user) => TokenBinding.Cursor(user, Connection, $"{Kind} {Region} {ProfileId}");
}

/// <summary>Tells this instance's worker that there is something to do now.</summary>
public interface ISyncSignal
{
    void Raise();
}
