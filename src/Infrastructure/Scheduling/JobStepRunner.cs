using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Runs one step of a claimed job in a scope of its own, as the job's user, and records how it ended.</summary>
internal sealed partial class JobStepRunner(
    IServiceScopeFactory scopes, IJobLeases leases, IStepFailures failures, IEnumerable<JobRegistration> registrations, ILogger<JobStepRunner> logger)
{
    private readonly Dictionary<JobKind, JobRegistration> _registrations = registrations.ToDictionary(registration => registration.Kind);

    public IReadOnlyCollection<JobKind> Kinds => _registrations.Keys;

    /// <param name="stopping">Cancelled when the instance shuts down: the job is handed over.</param>
    /// <param name="lost">Also cancelled when the job is lost.</param>
    public async Task RunAsync(OwnedJob job, JobLimits limits, CancellationToken stopping, CancellationToken lost)
    {
        using var span = Traces.Job(job.Kind.Name);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(job);
            var handler = _registrations[job.Kind].Resolve(scope.ServiceProvider);
            var step = JobRules.ReasonToEnd(job, limits) is { } reason ? JobStep.Failed(reason) : await StepAsync(handler, job, lost);

            var end = JobRules.After(job, step, limits, Random.Shared.NextDouble());
            if (end is { Status: JobStatus.Failed, Error: { } error }) end = await FailAsync(handler, job, end, error, limits, lost);
            await leases.EndStepAsync(job, end, CancellationToken.None);
        }
        catch (JobLostException)
        {
            LogLost(job.Kind, job.Id);
        }
        catch (UserDeletedException)
        {
            LogUserDeleted(job.Kind, job.Id);
            await EndAsync(job, new StepEnd(JobStatus.Cancelled, TimeSpan.Zero, job.Failures, Error: null));
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            LogLost(job.Kind, job.Id);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested) LogInterrupted(job.Kind, job.Id, e.Message);
            // Any instance may go on with the job; nothing counts as a failure.
            var by = stopping.IsCancellationRequested ? TimeSpan.Zero : limits.FirstBackoff;
            await EndAsync(job, new StepEnd(JobStatus.Queued, by, job.Failures, Error: null));
        }
    }

    /// <summary>An unexpected exception is a failed step. A shutdown, a lost job, a deleted user and an unavailable database are not.</summary>
    private async Task<JobStep> StepAsync(IJobHandler handler, OwnedJob job, CancellationToken lost)
    {
        try
        {
            return await handler.StepAsync(job, lost);
        }
        catch (Exception e) when (!lost.IsCancellationRequested && failures.ErrorOf(e) is { } error)
        {
            LogStepFailed(e, job.Kind, job.Id, error.Code, job.Failures + 1);
            return JobStep.Retry(error);
        }
    }

    /// <summary>A failure that cannot be recorded is one more failed step: the job ends without it once it has failed often enough.</summary>
    private async Task<StepEnd> FailAsync(IJobHandler handler, OwnedJob job, StepEnd end, Error error, JobLimits limits, CancellationToken lost)
    {
        try
        {
            await handler.FailAsync(job, error, lost);
            return end;
        }
        catch (Exception e) when (!lost.IsCancellationRequested && failures.ErrorOf(e) is not null)
        {
            LogStepFailed(e, job.Kind, job.Id, JobErrors.NotRecorded.Code, job.Failures + 1);
            return JobRules.After(job, JobStep.Retry(JobErrors.NotRecorded), limits, Random.Shared.NextDouble());
        }
    }

    private async Task EndAsync(OwnedJob job, StepEnd end)
    {
        try
        {
            await leases.EndStepAsync(job, end, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogInterrupted(job.Kind, job.Id, e.Message); // the lease expires, and then the job is claimed again
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of the {Kind} job {Job} failed with {Code}, for the {Failures}. time in a row")]
    private partial void LogStepFailed(Exception exception, JobKind kind, Guid job, string code, int failures);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Kind} job {Job} is no longer this instance's")]
    private partial void LogLost(JobKind kind, Guid job);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Kind} job {Job} was cancelled because its user was deleted")]
    private partial void LogUserDeleted(JobKind kind, Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Kind} job {Job} was interrupted: {Reason}")]
    private partial void LogInterrupted(JobKind kind, Guid job, string reason);
}
