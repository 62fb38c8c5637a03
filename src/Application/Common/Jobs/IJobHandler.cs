using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

/// <summary>
/// Does the work of one kind of job, in a scope of its own, as the job's user. Every write in the scope is refused once the job is no longer
/// this instance's.
/// </summary>
public interface IJobHandler
{
    /// <summary>
    /// Does the next step. A step may run twice: when its owner dies after the last write, another instance repeats it. An exception counts as
    /// a failed step, except an unavailable database and a shutdown.
    /// </summary>
    /// <param name="ct">Cancelled when the job is lost or the instance shuts down.</param>
    Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct);

    /// <summary>Records in the business tables that the job ends as failed. Runs before the job itself ends.</summary>
    Task FailAsync(OwnedJob job, Error error, CancellationToken ct);
}
