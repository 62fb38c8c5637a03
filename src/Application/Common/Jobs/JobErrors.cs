using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

public static class JobErrors
{
    public static readonly Error StepFailed =
        new(ErrorKind.Unavailable, "job.step_failed", "An unexpected failure interrupted the work; it is retried a few times.");

    public static readonly Error NotRecorded =
        new(ErrorKind.Unavailable, "job.failure_not_recorded", "The work failed, and so did recording why; recording it is retried.");

    public static readonly Error DatabaseTimeout =
        new(ErrorKind.Unavailable, "job.database_timeout", "The database did not answer in time; the work is retried.");

    public static readonly Error Interrupted =
        new(ErrorKind.Unavailable, "job.interrupted", "The work was interrupted too often; start it again.");

    /// <param name="job">The live job; it has the id of its business row.</param>
    public static Error AlreadyLive(Guid job) => new(ErrorKind.Conflict, "job.already_live", "An equal request is in progress; follow that one.")
    {
        Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["live_id"] = job.ToString() },
    };

    public static readonly Error TimedOut =
        new(ErrorKind.UpstreamTimeout, "job.timed_out", "The work did not finish in time; start it again.");
}
