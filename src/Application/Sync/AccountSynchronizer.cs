using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Sync;

/// <summary>
/// Lists a run's open scopes, a few at a time, until none is left; profiles add further ones. Every page is stored completely, so another
/// instance continues if this one dies. A scope that fails does not affect the others, whether Amazon refuses it or its listing throws.
/// </summary>
internal sealed partial class AccountSynchronizer(ISyncRuns runs, ScopeLister lister, IStepFailures failures, ILogger<AccountSynchronizer> logger)
{
    private const int MaxConcurrentScopes = 8;

    /// <returns>False if scopes whose listing threw are still open: then the run goes on in another step.</returns>
    public async Task<bool> RunAsync(SyncRunId run, UserId user, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var permits = new SemaphoreSlim(MaxConcurrentScopes);
        var begun = new HashSet<Guid>();
        var running = new List<Task<bool>>();
        var isComplete = true;
        try
        {
            do
            {
                foreach (var scope in await runs.OpenScopesAsync(run, ending.Token))
                    if (begun.Add(scope.Id)) running.Add(ListAsync(run, user, scope, permits, ending.Token));
                if (running.Count == 0) break;

                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                isComplete &= await ended;
            }
            while (true);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        if (isComplete) await runs.FinishAsync(run, ct);
        return isComplete;
    }

    /// <returns>Whether the scope has ended.</returns>
    private async Task<bool> ListAsync(SyncRunId run, UserId user, OpenScope scope, SemaphoreSlim permits, CancellationToken ct)
    {
        await permits.WaitAsync(ct);
        try
        {
            if (await lister.ListAsync(run, user, scope, ct) is not { } error) return true;

            LogScopeFailed(run.Value, scope.Kind, scope.Region, scope.Connection.Value, error.Code);
            await runs.FailScopeAsync(run, scope, error, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && failures.ErrorOf(e) is { } error && error.Is(JobErrors.StepFailed))
        {
            LogScopeThrew(e, run.Value, scope.Kind, scope.Region, scope.Connection.Value, error.Code);
            return !await runs.RecordScopeFailureAsync(run, scope, error, JobRules.MaxExceptions, ct);
        }
        finally
        {
            permits.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} could not list {Kind} in {Region} of connection {Connection}: {Code}")]
    private partial void LogScopeFailed(Guid run, SyncScopeKind kind, Region region, Guid connection, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed to list {Kind} in {Region} of connection {Connection}: {Code}")]
    private partial void LogScopeThrew(Exception exception, Guid run, SyncScopeKind kind, Region region, Guid connection, string code);
}
