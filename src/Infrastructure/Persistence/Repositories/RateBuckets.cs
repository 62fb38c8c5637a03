using Accounts.Infrastructure.AmazonAds.Resilience;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class RateBuckets(Database database) : IRateBuckets
{
    private static readonly RateLimitPolicy Policy = RateLimitPolicy.Default;

    public async Task<PermitLease> LeaseAsync(string bucket, IReadOnlyList<string> calls, int ahead, RateLimitOptions start)
    {
        var leases = await database.QueryAsync(Identity.Worker,
            $"""
             select granted, granted_ahead, wait_seconds, current_rate, granted_at, limited, limited_seconds
             from app.lease_permits({bucket}, {calls.ToArray()}, {ahead}, {start.Rate}, {start.Burst}, {Policy.ToJson(start.HighestRate)}::jsonb)
             """,
            Read, CancellationToken.None);
        return leases.Single();
    }

    public async Task<RefusalResult> ReportRefusalAsync(string bucket, Refusal refusal, RateLimitOptions start)
    {
        var results = await database.QueryAsync(Identity.Worker,
            $"""
             select pause_seconds, shared_cut from app.report_refusal({bucket}, {refusal.Subject}, {refusal.GrantedAt}::timestamptz,
               {refusal.RetryAfter?.TotalSeconds}::float8, {start.Rate}, {start.Burst}, {Policy.ToJson(start.HighestRate)}::jsonb)
             """,
            row => new RefusalResult(TimeSpan.FromSeconds(row.GetDouble(0)), row.GetBoolean(1)), CancellationToken.None);
        return results.Single();
    }

    public Task SweepAsync(CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.sweep_buckets({Policy.ForgetAfter.TotalSeconds})", ct);

    private static PermitLease Read(NpgsqlDataReader row)
    {
        var places = row.GetFieldValue<int[]>(0); // from 1, as SQL counts
        var (limited, seconds) = (row.GetFieldValue<string[]>(5), row.GetFieldValue<double[]>(6));
        return new PermitLease([.. places.Select(place => place - 1)], row.GetInt32(1), TimeSpan.FromSeconds(row.GetDouble(2)), row.GetDouble(3),
            row.GetFieldValue<DateTimeOffset>(4))
        {
            Limited = limited.Zip(seconds).ToDictionary(l => l.First, l => TimeSpan.FromSeconds(l.Second), StringComparer.Ordinal),
        };
    }
}
