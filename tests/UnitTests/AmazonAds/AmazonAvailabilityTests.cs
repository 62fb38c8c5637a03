using System.Net;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class AmazonAvailabilityTests
{
    private static readonly OutwardCall Call = new(Region.EU, CallFamily.DspSeats, RetrySafety.Always, Login: null);
    private readonly WaitlessClock _clock = new();

    [Theory]
    [InlineData(200, true)]
    [InlineData(429, true)]
    [InlineData(499, true)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public void It_is_up_as_long_as_it_answers_even_if_it_refuses(int status, bool up)
    {
        var availability = new AmazonAvailability(_clock);

        availability.Answered(Call, new HttpResponseMessage((HttpStatusCode)status));

        availability.IsUp.ShouldBe(up);
        availability.Dependencies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.LastAnswered.ShouldBe(up ? _clock.GetUtcNow() : null), d => d.LastFailed.ShouldBe(up ? null : _clock.GetUtcNow()));
    }

    [Fact]
    public void Silence_means_down_until_it_answers_again()
    {
        var availability = new AmazonAvailability(_clock);
        availability.IsUp.ShouldBeTrue("nothing is known against it");

        availability.Unanswered(Call);
        availability.IsUp.ShouldBeFalse();

        availability.Answered(Call, new HttpResponseMessage(HttpStatusCode.OK));
        availability.IsUp.ShouldBeTrue();
        availability.Dependencies.ShouldHaveSingleItem().LastFailed.ShouldBe(_clock.GetUtcNow(), "when it last failed is worth knowing afterwards");
    }

    [Fact]
    public void Dependencies_are_told_in_order()
    {
        var availability = new AmazonAvailability(_clock);
        foreach (var region in new[] { Region.FE, Region.NA, Region.EU }) availability.Answered(Call with { Region = region }, new HttpResponseMessage(HttpStatusCode.OK));
        availability.Answered(Call with { Family = CallFamily.AdsAccounts }, new HttpResponseMessage(HttpStatusCode.OK));

        availability.Dependencies.Select(d => (d.Region, d.Group)).ShouldBe([(Region.NA, "dsp"), (Region.EU, "accounts"), (Region.EU, "dsp"), (Region.FE, "dsp")]);
    }
}
