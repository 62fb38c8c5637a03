using System.Net;

namespace Accounts.UnitTests.AmazonAds;

public sealed class RetryBudgetTests
{
    [Fact]
    public async Task When_everything_fails_not_everything_is_tried_again()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.InternalServerError),
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Resilience:Breaker:MinimumCalls"] = "100000" });
        for (var i = 0; i < 300; i++)
        {
            if (i % 100 == 99) amazon.Clock.Advance(TimeSpan.FromSeconds(10)); // the budget is the last minute's, not a moment's
            await amazon.ListAsync();
        }

        amazon.Sent.Count.ShouldBe(330); // a call each, and a tenth of them again
    }

    [Fact]
    public async Task A_minute_later_there_are_retries_again()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.InternalServerError),
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Resilience:Breaker:MinimumCalls"] = "100000" });
        for (var i = 0; i < 20; i++) await amazon.ListAsync();
        amazon.Clock.Advance(TimeSpan.FromSeconds(61));
        var before = amazon.Sent.Count;

        await amazon.ListAsync();

        amazon.Sent.Count.ShouldBe(before + 3);
    }

    [Fact]
    public async Task Waiting_for_a_turn_again_after_a_refusal_is_not_rationed()
    {
        var calls = 0;
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(++calls % 2 == 1 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, """{"adsAccounts":[]}"""));
        for (var i = 0; i < 50; i++) (await amazon.ListAsync()).Succeeded.ShouldBeTrue();
    }
}
