using System.Threading.Channels;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Claims queued and orphaned runs whenever it is woken, by a request on this instance or by the timetable, and works on a few
/// at a time. The lease is renewed while a run is worked on; once it is lost the work stops.
/// </summary>
internal sealed partial class SyncDispatcher(IServiceScopeFactory scopes, ISyncRuns runs, ILogger<SyncDispatcher> logger)
    : BackgroundService, ISyncSignal
{
    private const int MaxConcurrentRuns = 4;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7()}";
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _wake.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var underWay = new List<Task>();
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
            {
                underWay.RemoveAll(task => task.IsCompleted);
                while (underWay.Count < MaxConcurrentRuns && await ClaimAsync(stoppingToken) is { } run)
                    underWay.Add(WorkAsync(run, stoppingToken));
            }
        }
        finally
        {
            await Task.WhenAll(underWay); // each hands its run over, and needs the database for it
        }
    }

    private async Task<OwnedRun?> ClaimAsync(CancellationToken ct)
    {
        try
        {
            return await runs.ClaimAsync(_owner, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogClaimFailed(e);
            return null;
        }
    }

    private async Task WorkAsync(OwnedRun run, CancellationToken stopping)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var heartbeat = KeepLeaseAsync(run, lost);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(run.User);
            await scope.ServiceProvider.GetRequiredService<AccountSynchronizer>().RunAsync(run, lost.Token);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await HandOverAsync(run);
        }
        catch (Exception e)
        {
            LogRunInterrupted(e, run.Id.Value, run.Attempt); // its lease ends, and then it is claimed again
        }
        finally
        {
            await lost.CancelAsync();
            await heartbeat;
            Raise();
        }
    }

    private async Task HandOverAsync(OwnedRun run)
    {
        try
        {
            await runs.ReleaseAsync(run, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogRunInterrupted(e, run.Id.Value, run.Attempt);
        }
    }

    private async Task KeepLeaseAsync(OwnedRun run, CancellationTokenSource lost)
    {
        try
        {
            using var timer = new PeriodicTimer(Heartbeat);
            while (await timer.WaitForNextTickAsync(lost.Token) && await runs.RenewLeaseAsync(run, lost.Token))
            {
            }

            await lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // the run has ended
        }
        catch (Exception e)
        {
            LogHeartbeatFailed(e, run.Id.Value); // the lease may be gone by now: what is written is fenced, so stop and let it be claimed
            await lost.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for sync runs failed")]
    private partial void LogClaimFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} was interrupted at attempt {Attempt}")]
    private partial void LogRunInterrupted(Exception exception, Guid run, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of run {Run} could not be renewed")]
    private partial void LogHeartbeatFailed(Exception exception, Guid run);
}
