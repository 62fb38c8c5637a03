using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.AmazonAds;

public sealed class AmazonOptionsTests
{
    [Fact]
    public void The_default_addresses_are_those_of_Amazon()
    {
        var options = Start<AmazonAdsOptions>();

        options.Scopes.ShouldBe("advertising::campaign_management");
        Enum.GetValues<Region>().ShouldAllBe(r => options.Enables(r));
        options.Regions[Region.EU].ShouldSatisfyAllConditions(
            eu => eu.ApiUrl.ShouldBe("https://advertising-api-eu.amazon.com"),
            eu => eu.TokenUrl.ShouldBe("https://api.amazon.co.uk/auth/o2/token"),
            eu => eu.ConsentUrl.ShouldBe("https://eu.account.amazon.com/ap/oa"));
    }

    [Fact]
    public void Each_address_can_be_configured_separately()
    {
        var options = Start<AmazonAdsOptions>(("AmazonAds:Regions:NA:ApiUrl", "http://127.0.0.1:9001/amazon"));

        options.Regions[Region.NA].ApiUrl.ShouldBe("http://127.0.0.1:9001/amazon");
        options.Regions[Region.NA].TokenUrl.ShouldBe("https://api.amazon.com/auth/o2/token");
        options.Regions[Region.FE].ApiUrl.ShouldBe("https://advertising-api-fe.amazon.com");
    }

    [Theory]
    [InlineData("AmazonAds:ClientId", "")]
    [InlineData("AmazonAds:ClientId", "two words")]
    [InlineData("AmazonAds:ClientSecret", "")]
    [InlineData("AmazonAds:ClientSecret", "canary \n")]
    [InlineData("AmazonAds:RedirectUri", "")]
    [InlineData("AmazonAds:RedirectUri", "/callback")]
    [InlineData("AmazonAds:RedirectUri", "http://canary.example/callback")]
    [InlineData("AmazonAds:RedirectUri", "https://canary.example/callback#f")]
    [InlineData("AmazonAds:Scopes", " ")]
    [InlineData("AmazonAds:EnabledRegions", "")]
    [InlineData("AmazonAds:EnabledRegions", "NA,XX")]
    [InlineData("AmazonAds:EnabledRegions", "0")]
    [InlineData("AmazonAds:Regions:NA:ApiUrl", "canary")]
    [InlineData("AmazonAds:Regions:NA:ApiUrl", "ftp://canary.example")]
    [InlineData("AmazonAds:Regions:EU:TokenUrl", "http://canary.example/token")]
    [InlineData("AmazonAds:Regions:EU:TokenUrl", "https://user:canary@example.com/token")]
    [InlineData("AmazonAds:Regions:FE:ConsentUrl", "https://canary.example/ap/oa?x=y")]
    public void An_invalid_setting_prevents_startup_and_the_message_names_it_but_not_its_value(string setting, string value)
    {
        var message = Should.Throw<OptionsValidationException>(() => Start<AmazonAdsOptions>((setting, value))).Message;

        message.ShouldStartWith(setting + " ");
        message.ShouldNotContain("canary");
        message.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("http://localhost:9001")]
    [InlineData("http://127.0.0.1:9001/")]
    [InlineData("http://[::1]:9001")]
    [InlineData("https://amazon.example/base")]
    public void Plain_http_is_accepted_for_loopback(string url) =>
        Start<AmazonAdsOptions>(("AmazonAds:Regions:NA:ApiUrl", url)).Regions[Region.NA].ApiUrl.ShouldBe(url);

    [Fact]
    public void The_retry_settings_have_defaults()
    {
        var options = Start<ResilienceOptions>();

        options.MaxAttempts.ShouldBeNull("3 in requests, 5 in jobs");
        options.BaseDelay.ShouldBe(TimeSpan.FromSeconds(1));
        options.MaxDelay.ShouldBe(TimeSpan.FromMinutes(1));
        options.AttemptTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        options.RequestDeadline.ShouldBe(TimeSpan.FromSeconds(25));
        options.JobDeadline.ShouldBe(TimeSpan.FromMinutes(2));
        options.Breaker.FailureRatio.ShouldBe(0.5);
        options.Breaker.MinimumCalls.ShouldBe(10);
        options.Breaker.SamplingWindow.ShouldBe(TimeSpan.FromSeconds(30));
        options.Breaker.BreakFor.ShouldBe(TimeSpan.FromSeconds(15));
        options.Breaker.MaxBreakFor.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Rate_and_burst_of_a_limit_have_defaults_and_can_be_set_separately()
    {
        var limits = Start<AmazonAdsOptions>(("AmazonAds:Limits:Profiles:Rate", "3.5")).Limits;

        (limits[CallFamily.DspSeats].Rate, limits[CallFamily.DspSeats].Burst).ShouldBe((2, 10));
        (limits[CallFamily.Profiles].Rate, limits[CallFamily.Profiles].Burst).ShouldBe((3.5, 20));
    }

    [Theory]
    [InlineData("Rate", "0")]
    [InlineData("Rate", "NaN")]
    [InlineData("Rate", "100001")]
    [InlineData("Burst", "0.5")]
    [InlineData("Burst", "-1")]
    public void A_limit_outside_its_range_prevents_startup(string half, string value) =>
        Should.Throw<OptionsValidationException>(() => Start<AmazonAdsOptions>(($"AmazonAds:Limits:Profiles:{half}", value)))
            .Message.ShouldContain("AmazonAds:Limits:Profiles must have");

    [Theory]
    [InlineData("Resilience:MaxAttempts", "0")]
    [InlineData("Resilience:MaxAttempts", "11")]
    [InlineData("Resilience:BaseDelay", "00:00:00")]
    [InlineData("Resilience:BaseDelay", "00:02:00")]
    [InlineData("Resilience:MaxDelay", "-00:00:01")]
    [InlineData("Resilience:MaxDelay", "01:00:00")]
    [InlineData("Resilience:AttemptTimeout", "00:00:00")]
    [InlineData("Resilience:AttemptTimeout", "00:06:00")]
    [InlineData("Resilience:RequestDeadline", "00:00:00")]
    [InlineData("Resilience:RequestDeadline", "00:11:00")]
    [InlineData("Resilience:JobDeadline", "00:00:00")]
    [InlineData("Resilience:JobDeadline", "01:00:00")]
    [InlineData("Resilience:RetryShare", "-0.1")]
    [InlineData("Resilience:RetryShare", "11")]
    [InlineData("Resilience:Breaker:FailureRatio", "0")]
    [InlineData("Resilience:Breaker:FailureRatio", "1.1")]
    [InlineData("Resilience:Breaker:MinimumCalls", "1")]
    [InlineData("Resilience:Breaker:SamplingWindow", "00:00:00.5")]
    [InlineData("Resilience:Breaker:BreakFor", "00:00:00")]
    [InlineData("Resilience:Breaker:MaxBreakFor", "02:00:00")]
    public void A_retry_setting_outside_its_range_prevents_startup(string setting, string value) =>
        Should.Throw<OptionsValidationException>(() => Start<ResilienceOptions>((setting, value))).Message.ShouldContain(setting + " must be ");

    private static T Start<T>(params (string Name, string Value)[] settings)
        where T : class
    {
        using var amazon = new AmazonDouble(settings: settings.ToDictionary(s => s.Name, s => (string?)s.Value, StringComparer.Ordinal));
        return amazon.Started<T>();
    }
}
