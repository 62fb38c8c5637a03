using Accounts.Application.Accounts;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Records that the scheduler runs; <c>/health/dependencies</c> shows how long ago that was.</summary>
internal sealed class RecordHeartbeat(ISchedulerHeartbeat heartbeat) : ITick
{
    public Task RunAsync(CancellationToken ct) => heartbeat.BeatAsync(ct);
}

/// <summary>Deletes expired rows.</summary>
internal sealed class Sweep(
    ISyncSchedule schedule, IRateBuckets buckets, ISharedLimits limits, IPageCursors cursors, IIdempotencyKeys keys, IJobLeases jobs,
    IOptions<JobsOptions> options) : ITick
{
    public async Task RunAsync(CancellationToken ct)
    {
        await schedule.SweepAsync(ct);
        await buckets.SweepAsync(ct);
        await limits.SweepAsync(ct);
        await cursors.SweepAsync(ct);
        await keys.SweepAsync(ct);
        await jobs.SweepAsync(options.Value.KeepFor, ct);
    }
}
