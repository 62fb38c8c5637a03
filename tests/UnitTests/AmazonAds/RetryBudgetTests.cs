using System.Net;

namespace Accounts.UnitTests.AmazonAds;

public sealed class RetryBudgetTests
{
    [Fact]
    public async Task At_most_a_tenth_of_the_calls_is_retried_when_every_call_fails()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.InternalServerError),
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Resilience:Breaker:MinimumCalls"] = "100000" });
        for (var i = 0; i < 300; i++)
        {
            if (i % 100 == 99) amazon.Clock.Advance(TimeSpan.FromSeconds(10)); // the budget covers the last minute
            await amazon.ListAsync();
        }

        amazon.Sent.Count.ShouldBe(330); // 300 calls, and retries for a tenth of them
    }

    [Fact]
    public async Task The_retry_budget_is_restored_after_a_minute()
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
    public async Task Retries_of_throttled_calls_are_not_limited_by_the_budget()
    {
        var calls = 0;
        using var amazon = new AmazonDouble(_ =>
            AmazonDouble.Answer(++calls % 2 == 1 ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, """{"adsAccounts":[]}"""));
        for (var i = 0; i < 50; i++) (await amazon.ListAsync()).Succeeded.ShouldBeTrue();
    }
}
