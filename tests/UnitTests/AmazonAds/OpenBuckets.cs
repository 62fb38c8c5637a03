using System.Collections.Concurrent;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>A fake that grants the configured permits, by default all of them, and records every request.</summary>
internal sealed class OpenBuckets : IRateBuckets
{
    public Func<int, FakeLease> Give { get; set; } = permits => new FakeLease(permits, TimeSpan.Zero, Rate: 10);

    public ConcurrentQueue<(string Bucket, int Permits)> Leases { get; } = new();

    public ConcurrentQueue<(string Bucket, Refusal Refusal)> Refusals { get; } = new();

    public RefusalResult Result { get; set; } = new(TimeSpan.Zero, IsSharedCut: false);

    public bool IsAway { get; set; }

    public Task<PermitLease> LeaseAsync(string bucket, IReadOnlyList<string> calls, int ahead, RateLimitOptions start)
    {
        Leases.Enqueue((bucket, calls.Count + ahead));
        return Task.FromResult(Give(calls.Count + ahead).For(calls));
    }

    public Task<RefusalResult> ReportRefusalAsync(string bucket, Refusal refusal, RateLimitOptions start)
    {
        if (IsAway) throw new InvalidOperationException("away");
        Refusals.Enqueue((bucket, refusal));
        return Task.FromResult(Result);
    }

    public Task SweepAsync(CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Permits for the first calls; the others are leased in advance.</summary>
internal sealed record FakeLease(int Granted, TimeSpan Wait, double Rate)
{
    public static readonly DateTimeOffset At = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public PermitLease For(IReadOnlyCollection<string> calls) =>
        new([.. Enumerable.Range(0, Math.Min(Granted, calls.Count))], Math.Max(0, Granted - calls.Count), Wait, Rate, At);
}
