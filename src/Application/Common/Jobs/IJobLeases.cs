namespace Accounts.Application.Common.Jobs;

/// <summary>What the worker does with jobs. Time is the database's.</summary>
public interface IJobLeases
{
    /// <summary>
    /// Claims due jobs that no instance owns, or whose owner's lease has expired, which counts as a failure. Users with the fewest running jobs
    /// come first, then the job that is due longest.
    /// </summary>
    /// <param name="free">How many jobs of each kind this instance has room for.</param>
    Task<IReadOnlyList<OwnedJob>> ClaimAsync(string owner, IReadOnlyDictionary<JobKind, int> free, TimeSpan lease, CancellationToken ct);

    /// <summary>Extends the leases of all the jobs in one statement.</summary>
    /// <returns>The ids of those that are still the owner's.</returns>
    Task<IReadOnlySet<Guid>> ExtendAsync(IReadOnlyCollection<OwnedJob> jobs, TimeSpan lease, CancellationToken ct);

    /// <summary>Records how a step ended. Changes nothing if the job is no longer the owner's.</summary>
    Task EndStepAsync(OwnedJob job, StepEnd end, CancellationToken ct);

    /// <summary>Deletes jobs that ended longer ago than this.</summary>
    Task SweepAsync(TimeSpan olderThan, CancellationToken ct);
}
