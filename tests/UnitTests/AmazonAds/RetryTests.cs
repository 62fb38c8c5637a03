using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>The source of the figures is the documentation of rate limiting in the Amazon Ads API. Only waits advance the clock.</summary>
public sealed class RetryTests
{
    private const string Empty = """{"adsAccounts":[]}""";

    /// <summary>The header, and the minimum and maximum of the delay. Without a valid header the first delay is at most a second.</summary>
    [Theory]
    [InlineData("2", 2, 2.2)]
    [InlineData(" 5 ", 5, 5.5)]
    [InlineData("0", 0, 1)]
    [InlineData("Sun, 22 Nov 2026 12:00:04 GMT", 4, 4.4)]
    [InlineData("Sunday, 22-Nov-26 12:00:04 GMT", 4, 4.4)]
    [InlineData("Sun, 22 Nov 2026 11:59:00 GMT", 0, 1)]
    [InlineData("-1", 0, 1)]
    [InlineData("abc", 0, 1)]
    [InlineData("1.5", 0, 1)]
    [InlineData("99999999999", 0, 1)]
    [InlineData("2026-11-22T12:00:04Z", 0, 1)]
    [InlineData(null, 0, 1)]
    public async Task A_throttled_call_is_retried_after_the_requested_delay(string? header, double least, double most)
    {
        var calls = 0;
        using var amazon = new AmazonDouble(_ => ++calls == 1 ? Throttled(header) : AmazonDouble.Answer(HttpStatusCode.OK, Empty));

        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();

        var pause = amazon.Clock.Delays.DefaultIfEmpty(TimeSpan.Zero).ShouldHaveSingleItem().TotalSeconds; // none is begun for 0 s
        pause.ShouldBeInRange(least - 0.001, most);
    }

    [Fact]
    public async Task A_retry_after_date_is_relative_to_the_clock_of_Amazon()
    {
        var calls = 0;
        using var amazon = new AmazonDouble(_ =>
        {
            if (++calls > 1) return AmazonDouble.Answer(HttpStatusCode.OK, Empty);
            var throttled = Throttled("Sun, 22 Nov 2026 15:00:03 GMT");
            throttled.Headers.Date = new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.Zero);
            return throttled;
        });

        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();
        amazon.Clock.Delays.ShouldHaveSingleItem().TotalSeconds.ShouldBeInRange(2.999, 3.3);
    }

    [Theory]
    [InlineData("172800", 172800)]
    [InlineData("61", 61)]
    [InlineData("40", 40)]
    public async Task A_requested_delay_beyond_the_deadline_fails_immediately_with_that_delay(string header, int seconds)
    {
        using var amazon = new AmazonDouble(_ => Throttled(header));

        var error = (await amazon.ListAsync()).Error;

        error.ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("amazon.throttled"), e => e.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds)));
        amazon.Clock.Delays.ShouldBeEmpty();
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_reported_to_the_bucket_of_the_call()
    {
        using var amazon = new AmazonDouble(_ => Throttled("40"));
        await amazon.ListAsync();
        amazon.Buckets.Refusals.ShouldHaveSingleItem().ShouldBe(
            ("EU:AdsAccounts:", new Refusal($"connection:{AmazonDouble.Login.Connection.Value}", FakeLease.At, TimeSpan.FromSeconds(40))));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData("10", 3)]
    [InlineData("20", 2)]
    public async Task A_call_that_is_always_throttled_fails_as_throttled_within_the_deadline(string? header, int tries)
    {
        using var amazon = new AmazonDouble(_ => Throttled(header));

        (await amazon.ListAsync()).Error.Code.ShouldBe("amazon.throttled");

        amazon.Sent.Count.ShouldBe(tries);
        amazon.Clock.Delays.Sum(d => d.TotalSeconds).ShouldBeLessThan(25);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_attempted_three_times(int status)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status));
        await amazon.ListAsync();
        amazon.Sent.Count.ShouldBe(3);
        amazon.Sent.ShouldAllBe(s => s.Body == """{"maxResults":100}""");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task A_permanent_failure_is_not_retried(int status)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status));
        await amazon.ListAsync();
        amazon.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(RetrySafety.WhenRefused, 503, 1)]
    [InlineData(RetrySafety.WhenRefused, 429, 3)]
    [InlineData(RetrySafety.Never, 429, 1)]
    [InlineData(RetrySafety.Never, 503, 1)]
    [InlineData(RetrySafety.Always, 503, 3)]
    internal async Task Whether_to_try_again_belongs_to_the_call(RetrySafety safety, int status, int tries)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status));
        await RegisterAsync(amazon, safety);
        amazon.Sent.Count.ShouldBe(tries);
    }

    [Theory]
    [InlineData(RetrySafety.WhenRefused, 1)]
    [InlineData(RetrySafety.Always, 3)]
    internal async Task A_broken_connection_is_retried_only_where_that_is_safe(RetrySafety safety, int tries)
    {
        using var amazon = new AmazonDouble(_ => throw new HttpRequestException("reset"));
        (await RegisterAsync(amazon, safety)).Error.Code.ShouldBe("amazon.unavailable");
        amazon.Sent.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task A_connect_timeout_is_retried_and_reported_as_a_timeout()
    {
        using var amazon = new AmazonDouble(_ => throw new TaskCanceledException("as the socket says it", new TimeoutException()));
        (await amazon.ListAsync()).Error.Code.ShouldBe("amazon.timeout");
        amazon.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_number_of_attempts_is_configurable()
    {
        using var amazon = new AmazonDouble(_ =>
            Throttled("0"), new Dictionary<string, string?>(StringComparer.Ordinal) { ["Resilience:MaxAttempts"] = "1" });
        await amazon.ListAsync();
        amazon.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(RetryProfile.Request, 3)]
    [InlineData(RetryProfile.Job, 5)]
    public async Task A_job_is_attempted_more_often_than_a_request(RetryProfile retries, int tries)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.ServiceUnavailable));
        await amazon.Accounts.ListAsync(Region.EU, AmazonDouble.LoginOf(retries), cursor: null, 100, TestContext.Current.CancellationToken);
        amazon.Sent.Count.ShouldBe(tries);
    }

    private static HttpResponseMessage Throttled(string? retryAfter)
    {
        var response = AmazonDouble.Answer(HttpStatusCode.TooManyRequests, """{"message":"Too Many Requests"}""");
        if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }

    private static Task<Result<string>> RegisterAsync(AmazonDouble amazon, RetrySafety safety) =>
        amazon.Http.PostAsync<object, object, string>(
            new AmazonCall(Region.NA, CallFamily.AdsAccounts, "adsAccounts", ["application/json"], AmazonDouble.Login, safety), new { }, _ =>
                "", TestContext.Current.CancellationToken);
}
