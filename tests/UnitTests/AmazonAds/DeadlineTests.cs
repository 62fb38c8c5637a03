using System.Net;
using Accounts.Application.Common.Ports;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Waits for a permit and for Amazon end at the deadline of the call. An attempt without a response ends at its own timeout before
/// that.</summary>
public sealed class DeadlineTests
{
    private const string Empty = """{"adsAccounts":[]}""";

    [Fact]
    public async Task A_permit_that_is_not_granted_in_time_is_reported_as_throttling_and_not_as_a_timeout()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Empty));
        var isOver = false;
        amazon.Buckets.Give = _ => isOver ? new FakeLease(1, TimeSpan.Zero, 1) : new FakeLease(0, TimeSpan.FromSeconds(3), 1);

        var error = (await amazon.ListAsync()).Error;

        error.Code.ShouldBe("amazon.throttled");
        error.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(1, 3);
        isOver = true; // ends the wait for the permit
        amazon.Sent.ShouldBeEmpty();
        amazon.Availability.IsUp.ShouldBeTrue("no call was sent to Amazon");
        amazon.Availability.Dependencies.ShouldHaveSingleItem().Breaker.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task A_call_does_not_wait_for_a_permit_that_is_known_to_come_too_late()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Empty));
        amazon.Buckets.Give = _ => new FakeLease(1, TimeSpan.FromSeconds(40), 1);
        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();

        (await amazon.ListAsync()).Error.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(39, 40);

        amazon.Sent.Count.ShouldBe(1);
        amazon.Buckets.Leases.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_without_a_response_times_out_at_the_deadline_despite_a_longer_attempt_timeout()
    {
        AmazonDouble? amazon = null;
        using var _ = amazon = new AmazonDouble(_ =>
        {
            amazon!.Clock.Advance(TimeSpan.FromSeconds(25));
            return AmazonDouble.Answer(HttpStatusCode.OK, Empty);
        });

        (await amazon.ListAsync()).Error.ShouldBe(AmazonErrors.Timeout);
        amazon.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_that_times_out_is_retried_before_the_deadline()
    {
        AmazonDouble? amazon = null;
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Resilience:AttemptTimeout"] = "00:00:05" };
        using var _ = amazon = new AmazonDouble(_ =>
        {
            if (amazon!.Sent.Count == 1) amazon.Clock.Advance(TimeSpan.FromSeconds(5));
            return AmazonDouble.Answer(HttpStatusCode.OK, Empty);
        }, settings);

        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();
        amazon.Sent.Count.ShouldBe(2);
    }
}
