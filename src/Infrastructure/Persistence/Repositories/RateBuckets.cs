using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class RateBuckets(Database database) : IRateBuckets
{
    public async Task<CallLease> LeaseAsync(string bucket, int calls, RateLimitOptions start)
    {
        var leases = await database.QueryAsync(Identity.Worker,
            $"select granted, wait_seconds, current_rate from app.lease_calls({bucket}, {calls}, {start.Rate}, {start.Burst}, {start.HighestRate})",
            row => new CallLease(row.GetInt32(0), TimeSpan.FromSeconds(row.GetDouble(1)), row.GetDouble(2)), CancellationToken.None);
        return leases.Single();
    }

    public Task ReportThrottledAsync(string bucket, TimeSpan leasedAgo, TimeSpan pause, RateLimitOptions start) =>
        database.ExecuteAsync(Identity.Worker,
            $"select app.report_throttled({bucket}, {leasedAgo.TotalSeconds}, {pause.TotalSeconds}, {start.Rate}, {start.Burst}, {RateLimitOptions.LowestRate})",
            CancellationToken.None);

    public Task SweepAsync(CancellationToken ct) => database.ExecuteAsync(Identity.Worker, $"select app.sweep_buckets()", ct);
}
