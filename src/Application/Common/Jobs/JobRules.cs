using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

/// <param name="Failures">Consecutive failed steps, crashes included, that end a job.</param>
/// <param name="Exceptions">Consecutive failed steps that end a job when the last one threw an unexpected exception.</param>
/// <param name="FirstBackoff">Delay after the first failure; it doubles.</param>
/// <param name="MaxBackoff">The longest delay.</param>
public sealed record JobLimits(int Failures, int Exceptions, TimeSpan FirstBackoff, TimeSpan MaxBackoff);

/// <param name="Status">What the job becomes.</param>
/// <param name="DueIn">When the next step is due, for a job that goes on.</param>
public sealed record StepEnd(JobStatus Status, TimeSpan DueIn, int Failures, Error? Error);

public enum JobStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>Decides what becomes of a job after a step.</summary>
public static class JobRules
{
    /// <summary>Consecutive unexpected exceptions that end a job, or the part of it that threw them.</summary>
    public const int MaxExceptions = 3;

    /// <summary>The reason why a claimed job must end without another step, or null.</summary>
    public static Error? ReasonToEnd(OwnedJob job, JobLimits limits) =>
        job.IsOverdue ? JobErrors.TimedOut : job.Failures >= limits.Failures ? JobErrors.Interrupted : null;

    /// <param name="random">Uniform between 0 and 1: the jitter.</param>
    public static StepEnd After(OwnedJob job, JobStep step, JobLimits limits, double random) => step switch
    {
        JobStep.DoneStep => new StepEnd(JobStatus.Succeeded, TimeSpan.Zero, 0, Error: null),
        JobStep.AgainStep again => new StepEnd(JobStatus.Queued, again.After, 0, Error: null),
        JobStep.RetryStep retry => AfterFailure(job.Failures + 1, retry.Error, limits, random),
        JobStep.FailedStep failed => new StepEnd(JobStatus.Failed, TimeSpan.Zero, job.Failures + 1, failed.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "An unknown step."),
    };

    private static StepEnd AfterFailure(int failures, Error error, JobLimits limits, double random)
    {
        var limit = error.Code == JobErrors.StepFailed.Code ? Math.Min(limits.Exceptions, limits.Failures) : limits.Failures;
        return failures >= limit
            ? new StepEnd(JobStatus.Failed, TimeSpan.Zero, failures, error)
            : new StepEnd(JobStatus.Queued, Backoff.After(failures, limits.FirstBackoff, limits.MaxBackoff, random), failures, error);
    }
}
