using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Sync;

/// <summary>Executes a sync run. The job has the run's id.</summary>
internal sealed class SyncJob(ISyncRuns runs, AccountSynchronizer synchronizer, IStepFailures failures) : IJobHandler
{
    public async Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct)
    {
        var run = new SyncRunId(job.Id);
        var hasEnded = !await runs.BeginAsync(run, ct) || await synchronizer.RunAsync(run, job.User, ct);
        return hasEnded ? JobStep.Done : JobStep.Retry(SyncErrors.ListingFailed);
    }

    /// <summary>Every scope that is still open fails with the reason; what was stored stays.</summary>
    public async Task FailAsync(OwnedJob job, Error error, CancellationToken ct)
    {
        var run = new SyncRunId(job.Id);
        var reason = error.Is(JobErrors.Interrupted) ? SyncErrors.Interrupted : error;
        if (!await runs.BeginAsync(run, ct)) return;

        foreach (var scope in await runs.OpenScopesAsync(run, ct)) await runs.FailScopeAsync(run, scope, reason, ct);
        try
        {
            await runs.FinishAsync(run, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && failures.ErrorOf(e) is not null)
        {
            await runs.AbortAsync(run, reason, ct); // what the job failed at may be the finish itself
        }
    }
}
