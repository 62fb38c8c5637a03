using System.Collections.Concurrent;
using Accounts.Application.Common.Jobs;
using Accounts.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Claims due jobs once the instance is ready, up to the concurrency of each kind, and runs a step of each. It claims when a job is added on any
/// instance, when a step ends, and at every tick. One heartbeat extends the leases of all jobs; a job whose lease is lost is cancelled here.
/// </summary>
internal sealed partial class JobWorker(JobStepRunner runner, IJobLeases leases, Changes changes, Readiness readiness, IOptions<JobsOptions> settings,
    ILogger<JobWorker> logger)
    : BackgroundService
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7()}";
    private readonly JobsOptions _options = settings.Value;

    /// <summary>By fence as well: a job may be claimed again by this instance before its previous step has left here.</summary>
    private readonly ConcurrentDictionary<(Guid Job, int Fence), RunningJob> _running = new();

    /// <summary>If one of the two loops fails, the other one ends too, and each running job hands itself over.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task[] loops = [ClaimJobsAsync(ending.Token), ExtendLeasesAsync(ending.Token)];
        await Task.WhenAny(loops);
        await ending.CancelAsync();

        var ended = Task.WhenAll(loops);
        await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_running.Values.Select(running => running.Step)); // each hands its job over, which needs the database
        await ended;
    }

    private async Task ClaimJobsAsync(CancellationToken ct)
    {
        try
        {
            await readiness.WaitAsync(ct);
            while (true)
            {
                foreach (var job in await ClaimAsync(ct)) Start(job, ct);
                await changes.WaitForJobsAsync(_options.Tick, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The instance shuts down.
        }
    }

    private async Task<IReadOnlyList<OwnedJob>> ClaimAsync(CancellationToken ct)
    {
        var busy = _running.Values.CountBy(running => running.Job.Kind).ToDictionary();
        var free = runner.Kinds.ToDictionary(kind => kind, kind => _options.ConcurrencyOf(kind) - busy.GetValueOrDefault(kind));
        try
        {
            return free.Values.Any(room => room > 0) ? await leases.ClaimAsync(_owner, free, _options.Lease, ct) : [];
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !DatabaseFailures.IsMissingRight(e))
        {
            LogClaimFailed(e.Message);
            return [];
        }
    }

    private void Start(OwnedJob job, CancellationToken stopping)
    {
        var running = new RunningJob(job, CancellationTokenSource.CreateLinkedTokenSource(stopping));
        _running[(job.Id, job.Fence)] = running; // before the step starts, because the step removes it
        running.Step = Task.Run(() => RunAsync(running, stopping), CancellationToken.None);
    }

    private async Task RunAsync(RunningJob running, CancellationToken stopping)
    {
        try
        {
            await runner.RunAsync(running.Job, _options.Limits, stopping, running.Lost.Token);
        }
        finally
        {
            _running.TryRemove((running.Job.Id, running.Job.Fence), out _);
            running.Lost.Dispose();
            changes.JobAdded(); // there is room for another one
        }
    }

    private async Task ExtendLeasesAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_options.Lease / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) await ExtendLeasesOnceAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The instance shuts down.
        }
    }

    private async Task ExtendLeasesOnceAsync(CancellationToken ct)
    {
        RunningJob[] running = [.. _running.Values];
        if (running.Length == 0) return;

        try
        {
            var kept = await leases.ExtendAsync([.. running.Select(r => r.Job)], _options.Lease, ct);
            foreach (var gone in running.Where(r => !kept.Contains(r.Job.Id))) gone.Cancel();
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !DatabaseFailures.IsMissingRight(e))
        {
            LogExtendFailed(e.Message); // if the lease expires meanwhile, the fence refuses what the job writes
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs could not be claimed: {Reason}")]
    private partial void LogClaimFailed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of the running jobs could not be extended: {Reason}")]
    private partial void LogExtendFailed(string reason);

    private sealed class RunningJob(OwnedJob job, CancellationTokenSource lost)
    {
        public OwnedJob Job => job;

        public CancellationTokenSource Lost => lost;

        /// <summary>Completes when the step has ended and its end is recorded.</summary>
        public Task Step { get; set; } = Task.CompletedTask;

        public void Cancel()
        {
            try
            {
                Lost.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The step has just ended.
            }
        }
    }
}
