using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>
/// Durable runs of the current user. In a run's job, every write is refused with <see cref="JobLostException"/> once the job is no longer this
/// instance's.
/// </summary>
public interface ISyncRuns
{
    /// <summary>
    /// Queues a run, its job, and the scopes that <see cref="SyncPlan"/> decides on. Unless the request starts from the first page, a scope continues
    /// where the newest listing of the same thing failed recently. Error: <c>sync.already_running</c> with the run's id.
    /// </summary>
    Task<Result<QueuedRun>> QueueAsync(RunRequest request, CancellationToken ct);

    /// <summary>Marks a queued run as in progress.</summary>
    /// <returns>False if the run has ended.</returns>
    Task<bool> BeginAsync(SyncRunId run, CancellationToken ct);

    /// <summary>The scopes that are not complete. A page may add some (<see cref="ListedPage.FollowUps"/>).</summary>
    Task<IReadOnlyList<OpenScope>> OpenScopesAsync(SyncRunId run, CancellationToken ct);

    /// <summary>
    /// Stores a page's rows, the scope's next cursor and the progress in one statement: all or nothing, and not twice. Rows that are unchanged are
    /// not rewritten.
    /// </summary>
    Task StorePageAsync(SyncRunId run, OpenScope scope, ListedPage page, ProtectedToken? nextCursor, CancellationToken ct);

    /// <summary>Ends a scope as failed. Its cursor stays, for the next run to continue at.</summary>
    Task FailScopeAsync(SyncRunId run, OpenScope scope, Error error, CancellationToken ct);

    /// <summary>
    /// Records an unexpected failure of a scope, which is shown at once. The scope ends as failed when it has failed as often as this in a row.
    /// </summary>
    /// <returns>Whether the scope is still open.</returns>
    Task<bool> RecordScopeFailureAsync(SyncRunId run, OpenScope scope, Error error, int atMost, CancellationToken ct);

    /// <summary>Joins what was listed separately and ends the run as <see cref="SyncOutcome"/> decides from its scopes.</summary>
    Task FinishAsync(SyncRunId run, CancellationToken ct);

    /// <summary>Ends a run that cannot be finished: only its state changes.</summary>
    Task AbortAsync(SyncRunId run, Error reason, CancellationToken ct);

    /// <summary>The user's newest run, or null.</summary>
    /// <param name="recent">How long ago, by the database's clock, an end counts as recent.</param>
    Task<LatestRun?> LatestAsync(TimeSpan recent, CancellationToken ct);

    /// <summary>Ends a live run and its job. What it has stored stays; its owner writes nothing more.</summary>
    /// <returns>False if the user has no such live run.</returns>
    Task<bool> CancelAsync(SyncRunId run, CancellationToken ct);
}

/// <param name="Regions">The regions in which profiles and managers are listed.</param>
/// <param name="FromStart">List everything from the first page, even where an earlier run stopped half-way.</param>
/// <param name="Again">How long from now these connections are due for the next automatic sync; null is never.</param>
public sealed record RunRequest(
    SyncRunId Id, SyncTrigger Trigger, IReadOnlyList<ConnectionId> Connections, IReadOnlyList<AccountType> AccountTypes,
    IReadOnlyList<Region> Regions, bool FromStart, TimeSpan? Again);

/// <param name="StartedAt">The database's time.</param>
public sealed record QueuedRun(SyncRunId Id, DateTimeOffset StartedAt);

public sealed record LatestRun(SyncRunId Id, SyncStatus Status, bool IsRecent)
{
    public bool IsLive => Status is SyncStatus.Queued or SyncStatus.InProgress;
}

/// <param name="Region">The region whose host is called; for the global list, which any host answers, the connection's own.</param>
/// <param name="ProfileId">The agency profile whose advertisers are listed.</param>
public sealed record OpenScope(Guid Id, ConnectionId Connection, SyncScopeKind Kind, Region Region, string? ProfileId, ProtectedToken? Cursor)
{
    /// <summary>The account types that the run lists.</summary>
    public IReadOnlyList<AccountType> AccountTypes { get; init; } = [];

    /// <summary>Whether the run lists everything from the first page.</summary>
    public bool FromStart { get; init; }

    /// <summary>What the scope's cursor is encrypted for.</summary>
    public TokenBinding CursorOf(UserId user) => TokenBinding.Cursor(user, Connection, $"{Kind} {Region} {ProfileId}");
}
