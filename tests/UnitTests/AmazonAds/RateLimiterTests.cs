using Accounts.Application.Common.Ports;
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
    private static readonly OutwardCall OfConnection = Call with { Scope = null };

    private readonly OpenBuckets _buckets = new();
    private readonly WaitlessClock _clock = new();
    private readonly LogLines _log = new();
    private readonly RateLimiter _limiter;

    public RateLimiterTests() =>
        _limiter = new RateLimiter(_buckets, Options.Create(new AmazonAdsOptions()), _clock,
            LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<RateLimiter>());

    public static TheoryData<double?, double?> Pauses => new() { { null, null }, { 0.1, 0.1 }, { 59.9, 59.9 }, { 60, 60 }, { 172_800, 60 } };

    [Theory]
    [MemberData(nameof(Pauses))]
    public async Task A_refusal_is_reported_with_a_pause_of_at_most_a_minute(double? asked, double? reported)
    {
        var permit = await WaitAsync(Call);
        await _limiter.RefusedAsync(Call, permit, Seconds(asked));

        _buckets.Refusals.ShouldHaveSingleItem().ShouldBe(("EU:DspSeats:17", new Refusal("profile:17", FakeLease.At, Seconds(reported))));
    }

    [Fact]
    public void The_subject_is_the_profile_of_the_call_or_else_its_connection()
    {
        Call.Subject.ShouldBe("profile:17");
        OfConnection.Subject.ShouldBe($"connection:{AmazonDouble.Login.Connection.Value}");
        (Call with { Login = AmazonDouble.LoginOf(RetryProfile.Job) }).Subject.ShouldBe("profile:17", "whichever connection makes it");
        (OfConnection with { Login = null }).Subject.ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_connection_pauses_and_another_one_does_not()
    {
        var other = OfConnection with { Login = AmazonDouble.LoginOf(RetryProfile.Job) };
        _buckets.Result = new RefusalResult(TimeSpan.FromSeconds(40), IsSharedCut: false);
        await _limiter.RefusedAsync(OfConnection, await WaitAsync(OfConnection), asked: null);

        _limiter.BlockedFor(OfConnection).TotalSeconds.ShouldBe(40);
        _limiter.BlockedFor(other).ShouldBe(TimeSpan.Zero);
        await WaitAsync(other);
        _clock.Delays.ShouldBeEmpty();
    }

    [Fact]
    public async Task Permits_leased_in_advance_are_discarded_only_when_the_shared_rate_is_cut()
    {
        var other = OfConnection with { Login = AmazonDouble.LoginOf(RetryProfile.Job) };
        _buckets.Give = permits => new FakeLease(permits, TimeSpan.Zero, Rate: 1000);
        for (var i = 0; i < 5; i++) await WaitAsync(OfConnection);
        _buckets.Leases.Count.ShouldBe(2, "one at the initial rate, one at the rate that was learned");

        await _limiter.RefusedAsync(OfConnection, default, asked: null);
        await WaitAsync(other);
        _buckets.Leases.Count.ShouldBe(2, "the other connection may use them");
        await WaitAsync(OfConnection);
        _buckets.Leases.Count.ShouldBe(3, "the refused connection may not");

        _buckets.Result = new RefusalResult(TimeSpan.Zero, IsSharedCut: true);
        await _limiter.RefusedAsync(OfConnection, default, asked: null);
        await WaitAsync(other);
        _buckets.Leases.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Scopes_families_and_regions_have_separate_buckets()
    {
        foreach (var call in new[] { Call, Call with { Scope = "18" }, Call with { Family = CallFamily.DspAdvertisers },
            Call with { Region = Region.NA } })
        {
            await WaitAsync(call);
        }

        _buckets.Leases.Select(l => l.Bucket).ShouldBe(["EU:DspSeats:17", "EU:DspSeats:18", "EU:DspAdvertisers:17", "NA:DspSeats:17"]);
    }

    [Fact]
    public async Task A_call_whose_permit_is_known_to_come_too_late_is_refused_immediately()
    {
        _buckets.Give = _ => new FakeLease(1, TimeSpan.FromSeconds(40), Rate: 1);
        await WaitAsync(Call);

        Should.Throw<ThrottledException>(() => { _ = _limiter.WaitAsync(Call, TimeSpan.FromSeconds(38), TestContext.Current.CancellationToken); })
            .RetryAfter.TotalSeconds.ShouldBeInRange(39, 40); // a second of which may have passed
        _limiter.BlockedFor(Call with { Scope = "18" }).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_call_without_a_login_needs_no_permit()
    {
        var call = Call with { Login = null };
        (await WaitAsync(call)).GrantedAt.ShouldBeNull();
        await _limiter.RefusedAsync(call, default, asked: null);

        _buckets.Leases.ShouldBeEmpty();
        _buckets.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_reported_is_logged_and_pauses_its_subject_on_this_instance()
    {
        _buckets.IsAway = true;
        await _limiter.RefusedAsync(Call, default, asked: null);

        _log.Text.ShouldContain("EU:DspSeats:17 could not be reported");
        _limiter.BlockedFor(Call).ShouldBe(TimeSpan.FromMilliseconds(250));
    }

    public void Dispose() => _log.Dispose();

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;

    private Task<Permit> WaitAsync(OutwardCall call) => _limiter.WaitAsync(call, Long, TestContext.Current.CancellationToken);
}
