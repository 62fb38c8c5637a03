using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

internal sealed class BeatHeart(ISchedulerHeartbeat heartbeat) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await heartbeat.BeatAsync(cancellationToken);
}

/// <summary>Forgets what nobody needs any more.</summary>
internal sealed class Sweep(ISyncSchedule schedule, IRateBuckets buckets) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await schedule.SweepAsync(cancellationToken);
        await buckets.SweepAsync(cancellationToken);
    }
}
