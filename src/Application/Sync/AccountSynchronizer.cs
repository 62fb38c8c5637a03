using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Sync;

/// <summary>
/// Lists a run's open scopes, a few at a time, until none is left; profiles add further ones. Every page is stored completely, so another
/// instance continues if this one dies. A scope that fails does not affect the others.
/// </summary>
internal sealed partial class AccountSynchronizer(ISyncRuns runs, ScopeLister lister, ILogger<AccountSynchronizer> logger)
{
    private const int MaxConcurrentScopes = 8;

    public async Task RunAsync(SyncRunId run, UserId user, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var permits = new SemaphoreSlim(MaxConcurrentScopes);
        var begun = new HashSet<Guid>();
        var running = new List<Task>();
        try
        {
            do
            {
                foreach (var scope in await runs.OpenScopesAsync(run, ending.Token))
                    if (begun.Add(scope.Id)) running.Add(ListAsync(run, user, scope, permits, ending.Token));
                if (running.Count == 0) break;

                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                await ended;
            }
            while (true);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await runs.FinishAsync(run, ct);
    }

    private async Task ListAsync(SyncRunId run, UserId user, OpenScope scope, SemaphoreSlim permits, CancellationToken ct)
    {
        await permits.WaitAsync(ct);
        try
        {
            if (await lister.ListAsync(run, user, scope, ct) is not { } error) return;

            LogScopeFailed(run.Value, scope.Kind, scope.Region, scope.Connection.Value, error.Code);
            await runs.FailScopeAsync(run, scope, error, ct);
        }
        finally
        {
            permits.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} could not list {Kind} in {Region} of connection {Connection}: {Code}")]
    private partial void LogScopeFailed(Guid run, SyncScopeKind kind, Region region, Guid connection, string code);
}
