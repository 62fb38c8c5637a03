using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>What becomes of a call whose turn does not come, and of one that Amazon refuses.</summary>
public sealed class TurnDeadlineTests
{
    private const string Empty = """{"adsAccounts":[]}""";

    [Fact]
    public async Task A_turn_that_does_not_come_is_throttling_and_not_silence()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Empty));
        var isOver = false;
        amazon.Buckets.Give = _ => isOver ? new CallLease(1, TimeSpan.Zero, 1) : new CallLease(0, TimeSpan.FromSeconds(3), 1);

        var error = (await amazon.ListAsync()).Error;

        error.Code.ShouldBe("amazon.throttled");
        error.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(1, 3);
        isOver = true; // lets go who asks for the turn
        amazon.Sent.ShouldBeEmpty();
        amazon.Availability.IsUp.ShouldBeTrue("Amazon was not asked");
        amazon.Availability.Dependencies.ShouldHaveSingleItem().Breaker.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task A_turn_that_is_known_not_to_come_in_time_is_not_waited_for()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, Empty));
        amazon.Buckets.Give = _ => new CallLease(1, TimeSpan.FromSeconds(40), 1);
        (await amazon.ListAsync()).Succeeded.ShouldBeTrue();

        (await amazon.ListAsync()).Error.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(39, 40);

        amazon.Sent.Count.ShouldBe(1);
        amazon.Buckets.Leases.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_told_to_the_budget_it_came_from()
    {
        using var amazon = new AmazonDouble(_ =>
        {
            var answer = AmazonDouble.Answer(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation("Retry-After", "40");
            return answer;
        });

        await amazon.ListAsync();

        amazon.Buckets.Throttled.ShouldHaveSingleItem().ShouldBe(("EU:AdsAccounts:", TimeSpan.Zero, TimeSpan.FromSeconds(40)));
    }
}
