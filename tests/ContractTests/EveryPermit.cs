using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.ContractTests;

/// <summary>Grants every permit at once: these tests are not about rate limits.</summary>
internal sealed class EveryPermit : IRateBuckets
{
    public Task<PermitLease> LeaseAsync(string bucket, IReadOnlyList<string> calls, int ahead, RateLimitOptions start) =>
        Task.FromResult(new PermitLease([.. Enumerable.Range(0, calls.Count)], ahead, TimeSpan.Zero, Rate: 1000, GrantedAt: null));

    public Task<RefusalResult> ReportRefusalAsync(string bucket, Refusal refusal, RateLimitOptions start) =>
        Task.FromResult(new RefusalResult(TimeSpan.Zero, IsSharedCut: false));

    public Task SweepAsync(CancellationToken ct) => Task.CompletedTask;
}
