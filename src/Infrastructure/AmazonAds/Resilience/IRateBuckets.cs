namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>The token buckets that all instances share, learned from Amazon's refusals (decision 0020).</summary>
internal interface IRateBuckets
{
    /// <param name="calls">The subject of each waiting call, in the order in which the calls are to be served.</param>
    /// <param name="ahead">How many permits to lease in advance, for subjects without a limit of their own.</param>
    Task<PermitLease> LeaseAsync(string bucket, IReadOnlyList<string> calls, int ahead, RateLimitOptions start);

    Task<RefusalResult> ReportRefusalAsync(string bucket, Refusal refusal, RateLimitOptions start);

    Task SweepAsync(CancellationToken ct);
}

/// <param name="Granted">The indexes of the calls that received a permit.</param>
/// <param name="Ahead">How many permits were leased in advance.</param>
/// <param name="Wait">How long no more permits are available to any subject; zero if everything was granted.</param>
/// <param name="Rate">Permits per second, as learned so far.</param>
/// <param name="GrantedAt">On the database's clock; null without the database.</param>
internal sealed record PermitLease(IReadOnlyList<int> Granted, int Ahead, TimeSpan Wait, double Rate, DateTimeOffset? GrantedAt)
{
    /// <summary>The subjects among the calls that have a limit of their own, and how long each one has to wait.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Limited { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
}

/// <summary>Amazon refused a call with 429.</summary>
/// <param name="GrantedAt">When the permit of the call was granted.</param>
/// <param name="RetryAfter">The wait that Amazon asks for, if any.</param>
internal sealed record Refusal(string Subject, DateTimeOffset? GrantedAt, TimeSpan? RetryAfter);

/// <param name="Pause">How long the subject makes no calls.</param>
/// <param name="IsSharedCut">The shared rate was reduced, too.</param>
internal sealed record RefusalResult(TimeSpan Pause, bool IsSharedCut);

/// <summary>The right to make one call.</summary>
/// <param name="GrantedAt">On the database's clock; null for a permit that the database did not grant.</param>
internal readonly record struct Permit(DateTimeOffset? GrantedAt);
