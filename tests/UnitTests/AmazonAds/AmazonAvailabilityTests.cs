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
    public void Amazon_is_available_while_it_responds_even_with_a_refusal(int status, bool up)
    {
        var availability = new AmazonAvailability(_clock);

        for (var call = 0; call < 3; call++) availability.Answered(Call, new HttpResponseMessage((HttpStatusCode)status));

        availability.IsUp.ShouldBe(up);
        availability.Dependencies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.LastAnswered.ShouldBe(up ? _clock.GetUtcNow() : null), d => d.LastFailed.ShouldBe(up ? null : _clock.GetUtcNow()));
    }

    [Fact]
    public void Three_calls_without_a_response_mean_unavailable_until_the_next_response()
    {
        var availability = new AmazonAvailability(_clock);
        availability.IsUp.ShouldBeTrue("No call has failed yet.");

        for (var call = 0; call < 2; call++) availability.Unanswered(Call);
        availability.IsUp.ShouldBeTrue("Two failures are no outage.");
        availability.Unanswered(Call);
        availability.IsUp.ShouldBeFalse();

        availability.Answered(Call, new HttpResponseMessage(HttpStatusCode.OK));
        availability.IsUp.ShouldBeTrue();
        availability.Dependencies.ShouldHaveSingleItem().LastFailed.ShouldBe(_clock.GetUtcNow(), "The time of the last failure stays known.");
    }

    [Fact]
    public void An_outage_of_one_region_or_group_does_not_make_the_whole_service_unavailable()
    {
        var availability = new AmazonAvailability(_clock);
        availability.Answered(Call with { Region = Region.NA }, new HttpResponseMessage(HttpStatusCode.OK));

        for (var call = 0; call < 3; call++) availability.Unanswered(Call);
        availability.IsUp.ShouldBeTrue("Another region answers.");

        for (var call = 0; call < 3; call++) availability.Unanswered(Call with { Region = Region.NA });
        availability.IsUp.ShouldBeFalse("No region answers.");
    }

    [Fact]
    public void Dependencies_are_listed_in_order()
    {
        var availability = new AmazonAvailability(_clock);
        foreach (var region in new[] { Region.FE, Region.NA, Region.EU })
            availability.Answered(Call with { Region = region }, new HttpResponseMessage(HttpStatusCode.OK));
        availability.Answered(Call with { Family = CallFamily.AdsAccounts }, new HttpResponseMessage(HttpStatusCode.OK));

        availability.Dependencies.Select(d => (d.Region, d.Group))
            .ShouldBe([(Region.NA, "dsp"), (Region.EU, "accounts"), (Region.EU, "dsp"), (Region.FE, "dsp")]);
    }
}
