using System.Net;
using Accounts.Application.Common.Ports;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>The total deadline stands outside the tries, the attempt's own timeout within them; the answer itself is slow here.</summary>
public sealed class AttemptTimeoutTests
{
    private const string Empty = """{"adsAccounts":[]}""";

    [Fact]
    public async Task Silence_ends_at_the_deadline_whatever_the_attempt_may_take()
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
    public async Task A_silent_attempt_is_followed_by_another_while_there_is_time()
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
