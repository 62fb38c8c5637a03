using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

/// <summary>How a step of a job ended, and what follows.</summary>
public abstract record JobStep
{
    private JobStep()
    {
    }

    /// <summary>The job succeeded.</summary>
    public static JobStep Done { get; } = new DoneStep();

    /// <summary>The step made progress; the next one is due after this time.</summary>
    public static JobStep Again(TimeSpan after) => new AgainStep(after);

    /// <summary>The step failed; it is repeated after a growing delay, up to the limit of failures.</summary>
    public static JobStep Retry(Error error) => new RetryStep(error);

    /// <summary>The job failed.</summary>
    public static JobStep Failed(Error error) => new FailedStep(error);

    internal sealed record DoneStep : JobStep;

    internal sealed record AgainStep(TimeSpan After) : JobStep;

    internal sealed record RetryStep(Error Error) : JobStep;

    internal sealed record FailedStep(Error Error) : JobStep;
}
