using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

/// <summary>Decides what an exception in a step of a job means.</summary>
public interface IStepFailures
{
    /// <returns>
    /// The error of the failed step. Null if the step has not failed: the job is lost, its user is deleted, or the database is unavailable. A caller
    /// recognises a shutdown by its own token.
    /// </returns>
    Error? ErrorOf(Exception exception);
}
