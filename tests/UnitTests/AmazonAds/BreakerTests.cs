using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class BreakerTests
{
    private const string Empty = """{"adsAccounts":[]}""";
    private static readonly Dictionary<string, string?> OneTry = new(StringComparer.Ordinal) { ["Resilience:MaxAttempts"] = "1" };

    private HttpStatusCode _status = HttpStatusCode.InternalServerError;

    [Fact]
    public async Task Ten_failures_open_the_breaker_and_the_error_has_a_retry_delay()
    {
        using var amazon = Double();
        await FailAsync(amazon, 10);

        var error = (await amazon.ListAsync()).Error;

        amazon.Sent.Count.ShouldBe(10);
        error.Code.ShouldBe("amazon.unavailable");
        error.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(1, 15);
        State(amazon, Region.EU, "accounts").ShouldBe(BreakerState.Open);
    }

    [Fact]
    public async Task A_successful_probe_after_the_break_closes_the_breaker()
    {
        using var amazon = Double();
        await FailAsync(amazon, 10);
        _status = HttpStatusCode.OK;

        amazon.Clock.Advance(TimeSpan.FromSeconds(15.1));
        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();
        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();

        State(amazon, Region.EU, "accounts").ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task A_failed_probe_doubles_the_break_up_to_two_minutes()
    {
        using var amazon = Double();
        await FailAsync(amazon, 10);
        foreach (var pause in new[] { 15, 30, 60, 120, 120 })
        {
            amazon.Clock.Advance(TimeSpan.FromSeconds(pause - 1));
            await amazon.ListAsync();
            var before = amazon.Sent.Count;
            amazon.Clock.Advance(TimeSpan.FromSeconds(1.1));
            await amazon.ListAsync();
            amazon.Sent.Count.ShouldBe(before + 1, $"after {pause} s");
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Throttling_and_refusals_of_one_user_do_not_open_the_breaker(HttpStatusCode status)
    {
        _status = status;
        using var amazon = Double();
        await FailAsync(amazon, 30);
        amazon.Sent.Count.ShouldBe(30);
        State(amazon, Region.EU, "accounts").ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task An_open_breaker_does_not_affect_other_groups_and_regions()
    {
        using var amazon = Double();
        for (var i = 0; i < 12; i++) await CallAsync(amazon, Region.EU, CallFamily.DspAdvertisers);
        State(amazon, Region.EU, "dsp").ShouldBe(BreakerState.Open);
        _status = HttpStatusCode.OK;

        (await CallAsync(amazon, Region.EU, CallFamily.DspSeats)).Succeeded.ShouldBeFalse("both families belong to one group");
        (await CallAsync(amazon, Region.EU, CallFamily.AdsAccounts)).Succeeded.ShouldBeTrue();
        (await CallAsync(amazon, Region.NA, CallFamily.DspAdvertisers)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_timeout_counts_as_a_failure()
    {
        AmazonDouble? amazon = null;
        using var _ = amazon = new AmazonDouble(_ =>
        {
            amazon!.Clock.Advance(TimeSpan.FromSeconds(24.9)); // an attempt ends just before the deadline does
            return AmazonDouble.Answer(HttpStatusCode.OK, Empty);
        }, new Dictionary<string, string?>(OneTry, StringComparer.Ordinal) { ["Resilience:Breaker:SamplingWindow"] = "00:10:00" });

        await FailAsync(amazon, 10);
        State(amazon, Region.EU, "accounts").ShouldBe(BreakerState.Open);
    }

    [Fact]
    public async Task A_missing_token_does_not_count_as_a_failure_of_Amazon()
    {
        using var amazon = Double();
        var nobody = AmazonDouble.Login with { TokenAsync = _ => Task.FromResult(Result<Domain.Connections.Secret>.Failure(AmazonErrors.Forbidden)) };
        for (var i = 0; i < 12; i++)
        {
            (await amazon.Accounts.ListAsync(Region.EU, nobody, cursor: null, 100, TestContext.Current.CancellationToken)).Error
                .ShouldBe(AmazonErrors.Forbidden);
        }

        amazon.Sent.ShouldBeEmpty();
        State(amazon, Region.EU, "accounts").ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task Concurrent_first_calls_share_one_breaker()
    {
        _status = HttpStatusCode.OK;
        for (var i = 0; i < 50; i++)
        {
            using var amazon = Double();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(amazon.ListAsync)));
            answers.ShouldAllBe(a => a.Succeeded);
        }
    }

    private AmazonDouble Double() => new(_ => AmazonDouble.Answer(_status, Empty), OneTry);

    private static async Task FailAsync(AmazonDouble amazon, int times)
    {
        for (var i = 0; i < times; i++) (await amazon.ListAsync()).Succeeded.ShouldBeFalse();
    }

    private static Task<Result<string>> CallAsync(AmazonDouble amazon, Region region, CallFamily family) =>
        amazon.Http.GetAsync<object, string>(
            new AmazonCall(region, family, "anything", ["application/json"], AmazonDouble.Login, RetrySafety.Always), _ =>
                "", TestContext.Current.CancellationToken);

    private static BreakerState State(AmazonDouble amazon, Region region, string group) =>
        amazon.Availability.Dependencies.Single(d => d.Region == region && d.Group == group).Breaker;
}
