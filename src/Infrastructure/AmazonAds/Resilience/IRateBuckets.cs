namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>The budgets of calls that all instances share, learned from Amazon's refusals.</summary>
internal interface IRateBuckets
{
    /// <summary>As many calls as are wanted and there are; none, and how long until there is one.</summary>
    Task<CallLease> LeaseAsync(string bucket, int calls, RateLimitOptions start);

    /// <param name="sentAgo">How long ago the refused call was sent.</param>
    /// <param name="pause">How long nobody may call.</param>
    Task ReportThrottledAsync(string bucket, TimeSpan sentAgo, TimeSpan pause, RateLimitOptions start);

    Task SweepAsync(CancellationToken ct);
}

/// <param name="Rate">Calls a second, as learned so far.</param>
internal sealed record CallLease(int Granted, TimeSpan Wait, double Rate);
