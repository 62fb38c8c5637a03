namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>The budgets of calls that all instances share, learned from Amazon's refusals.</summary>
internal interface IRateBuckets
{
    /// <summary>As many calls as are wanted and there are; if fewer, how long it is until asking again makes sense.</summary>
    Task<CallLease> LeaseAsync(string bucket, int calls, RateLimitOptions start);

    /// <param name="leasedAgo">How long ago the refused call was leased.</param>
    /// <param name="pause">How long nobody may call.</param>
    Task ReportThrottledAsync(string bucket, TimeSpan leasedAgo, TimeSpan pause, RateLimitOptions start);

    Task SweepAsync(CancellationToken ct);
}

/// <param name="Rate">Calls a second, as learned so far.</param>
internal sealed record CallLease(int Granted, TimeSpan Wait, double Rate);
