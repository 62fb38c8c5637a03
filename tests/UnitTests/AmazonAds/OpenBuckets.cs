using System.Collections.Concurrent;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Budgets that give what they are told to give, by default whatever is wanted, and remember what they were asked and told.</summary>
internal sealed class OpenBuckets : IRateBuckets
{
    public Func<int, CallLease> Give { get; set; } = calls => new CallLease(calls, TimeSpan.Zero, Rate: 10);

    public ConcurrentQueue<(string Bucket, int Calls)> Leases { get; } = new();

    public ConcurrentQueue<(string Bucket, TimeSpan LeasedAgo, TimeSpan Pause)> Throttled { get; } = new();

    public bool IsAway { get; set; }

    public Task<CallLease> LeaseAsync(string bucket, int calls, RateLimitOptions start)
    {
        Leases.Enqueue((bucket, calls));
        return Task.FromResult(Give(calls));
    }

    public Task ReportThrottledAsync(string bucket, TimeSpan leasedAgo, TimeSpan pause, RateLimitOptions start)
    {
        if (IsAway) throw new InvalidOperationException("away");
        Throttled.Enqueue((bucket, leasedAgo, pause));
        return Task.CompletedTask;
    }

    public Task SweepAsync(CancellationToken ct) => Task.CompletedTask;
}
