using Accounts.Domain.Common;

namespace Accounts.Application.Sync;

/// <summary>Tells of changes to runs, whichever instance makes them.</summary>
public interface ISyncChanges
{
    /// <summary>From here on no change to the run is missed.</summary>
    ISyncSubscription Subscribe(SyncRunId run);
}

public interface ISyncSubscription : IDisposable
{
    /// <summary>Ends when the run has changed since the last call; or after a while, for a change may be told late or not at all.</summary>
    Task WaitAsync(CancellationToken ct);
}
