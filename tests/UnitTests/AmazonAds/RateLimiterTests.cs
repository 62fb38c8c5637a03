using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.AmazonAds;

public sealed class RateLimiterTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly OutwardCall Call = new(Region.EU, CallFamily.DspSeats, RetrySafety.Always, AmazonDouble.Login) { Scope = "17" };

    private readonly OpenBuckets _buckets = new();
    private readonly WaitlessClock _clock = new();
    private readonly LogLines _log = new();
    private readonly RateLimiter _limiter;

    public RateLimiterTests() =>
        _limiter = new RateLimiter(_buckets, Options.Create(new AmazonAdsOptions()), _clock, LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<RateLimiter>());

    public static TheoryData<double?, double> Pauses => new() { { null, 0.25 }, { 0.1, 0.1 }, { 59.9, 59.9 }, { 60, 60 }, { 172_800, 60 } };

    [Theory]
    [MemberData(nameof(Pauses))]
    public async Task A_refusal_is_told_to_all_with_a_pause_that_no_header_can_make_long(double? asked, double told)
    {
        await _limiter.ThrottledAsync(Call, TimeSpan.FromSeconds(2), asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        _buckets.Throttled.ShouldHaveSingleItem().ShouldBe(("EU:DspSeats:17", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(told)));
    }

    [Fact]
    public async Task What_was_leased_ahead_of_a_refusal_is_not_used()
    {
        _buckets.Give = calls => new CallLease(calls, TimeSpan.Zero, Rate: 1000);
        for (var i = 0; i < 5; i++) await WaitAsync();
        _buckets.Leases.Count.ShouldBe(2, "one at the rate to start with, one at the rate that it told");

        await _limiter.ThrottledAsync(Call, TimeSpan.Zero, asked: null);
        await WaitAsync();

        _buckets.Leases.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Scopes_families_and_regions_have_budgets_of_their_own()
    {
        foreach (var call in new[] { Call, Call with { Scope = "18" }, Call with { Family = CallFamily.DspAdvertisers }, Call with { Region = Region.NA } })
            await _limiter.WaitAsync(call, Long, TestContext.Current.CancellationToken);

        _buckets.Leases.Select(l => l.Bucket).ShouldBe(["EU:DspSeats:17", "EU:DspSeats:18", "EU:DspAdvertisers:17", "NA:DspSeats:17"]);
    }

    [Fact]
    public async Task Who_cannot_wait_as_long_is_told_at_once()
    {
        _buckets.Give = _ => new CallLease(1, TimeSpan.FromSeconds(40), Rate: 1);
        await WaitAsync();

        Should.Throw<ThrottledException>(() => { _ = _limiter.WaitAsync(Call, TimeSpan.FromSeconds(38), TestContext.Current.CancellationToken); })
            .RetryAfter.TotalSeconds.ShouldBeInRange(39, 40); // a second of which may have passed
        _limiter.BlockedFor(Call with { Scope = "18" }).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_call_without_a_login_has_no_budget()
    {
        var call = Call with { Login = null };
        (await _limiter.WaitAsync(call, Long, TestContext.Current.CancellationToken)).ShouldBe(_clock.GetTimestamp());
        await _limiter.ThrottledAsync(call, TimeSpan.Zero, asked: null);

        _buckets.Leases.ShouldBeEmpty();
        _buckets.Throttled.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_told_is_logged_and_hurts_no_call()
    {
        _buckets.IsAway = true;
        await _limiter.ThrottledAsync(Call, TimeSpan.Zero, asked: null);
        _log.Text.ShouldContain("EU:DspSeats:17 could not be told");
    }

    public void Dispose() => _log.Dispose();

    private Task<long> WaitAsync() => _limiter.WaitAsync(Call, Long, TestContext.Current.CancellationToken);
}
