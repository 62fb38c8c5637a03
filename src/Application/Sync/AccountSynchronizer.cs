using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Sync;

/// <summary>
/// Works through a run's open scopes, a few at a time, until none is left: profiles bring further ones. What a scope stores is complete with
/// every page, so another instance goes on if this one dies; a scope that fails stops no other.
/// </summary>
internal sealed partial class AccountSynchronizer(ISyncRuns runs, ScopeLister lister, ILogger<AccountSynchronizer> logger)
{
    private const int MaxConcurrentScopes = 8;

    /// <summary>What has ended so many owners would end the next one too, and a run that never ends keeps its user from starting another.</summary>
    private const int MaxAttempts = 20;

    public async Task RunAsync(OwnedRun run, CancellationToken ct)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var turns = new SemaphoreSlim(MaxConcurrentScopes);
        var begun = new HashSet<Guid>();
        var underWay = new List<Task<bool>>();
        try
        {
            do
            {
                foreach (var scope in await runs.OpenScopesAsync(run, lost.Token))
                    if (begun.Add(scope.Id)) underWay.Add(ListAsync(run, scope, turns, lost.Token));
                if (underWay.Count == 0) break;

                var ended = await Task.WhenAny(underWay);
                underWay.Remove(ended);
                if (!await ended) return; // not our run any more
            }
            while (true);
        }
        finally
        {
            await lost.CancelAsync();
            await Task.WhenAll(underWay).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await runs.FinishAsync(run, ct);
    }

    /// <returns>False when the run is not ours any more.</returns>
    private async Task<bool> ListAsync(OwnedRun run, OpenScope scope, SemaphoreSlim turns, CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        try
        {
            var listed = run.Attempt > MaxAttempts ? SyncErrors.Interrupted : await lister.ListAsync(run, scope, ct);
            if (!listed.Succeeded) await FailAsync(run, scope, listed.Error, ct);
            return !listed.Succeeded || listed.Value;
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task FailAsync(OwnedRun run, OpenScope scope, Error error, CancellationToken ct)
    {
        LogScopeFailed(run.Id.Value, scope.Kind, scope.Region, scope.Connection.Value, error.Code);
        await runs.FailScopeAsync(run, scope, error, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} could not list {Kind} in {Region} of connection {Connection}: {Code}")]
    private partial void LogScopeFailed(Guid run, SyncScopeKind kind, Region region, Guid connection, string code);
}
