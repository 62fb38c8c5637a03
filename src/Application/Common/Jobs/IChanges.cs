namespace Accounts.Application.Common.Jobs;

/// <summary>Notifies of changes to rows such as sync runs, whichever instance makes them.</summary>
public interface IChanges
{
    /// <summary>From the subscription on, no change to the row is missed.</summary>
    /// <param name="id">The row's id.</param>
    IChangeSubscription Subscribe(Guid id);

    /// <summary>Wakes this instance's worker at once, also behind a pooler that passes no notifications on.</summary>
    void JobAdded();
}

public interface IChangeSubscription : IDisposable
{
    /// <summary>Returns when the row has changed since the last call, or after a while: a notification may be late or lost, so read the row
    /// again.</summary>
    Task WaitAsync(CancellationToken ct);
}
