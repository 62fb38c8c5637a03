using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.AmazonAds;

public sealed class AmazonOptionsTests
{
    [Fact]
    public void By_default_Amazons_own_hosts_are_called()
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
    public void One_address_may_be_replaced_and_the_others_stay()
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
    public void A_wrong_setting_stops_the_start_with_its_name_and_without_its_value(string setting, string value)
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
    public void Plain_http_is_for_loopback_only(string url) =>
        Start<AmazonAdsOptions>(("AmazonAds:Regions:NA:ApiUrl", url)).Regions[Region.NA].ApiUrl.ShouldBe(url);

    [Fact]
    public void Patience_has_defaults()
    {
        var options = Start<ResilienceOptions>();

        options.MaxAttempts.ShouldBe(3);
        options.BaseDelay.ShouldBe(TimeSpan.FromSeconds(1));
        options.MaxDelay.ShouldBe(TimeSpan.FromMinutes(1));
        options.AttemptTimeout.ShouldBe(TimeSpan.FromSeconds(30));
        options.RequestDeadline.ShouldBe(TimeSpan.FromSeconds(25));
    }

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
    public void Patience_without_bounds_stops_the_start(string setting, string value) =>
        Should.Throw<OptionsValidationException>(() => Start<ResilienceOptions>((setting, value))).Message.ShouldContain(setting + " must be ");

    private static T Start<T>(params (string Name, string Value)[] settings)
        where T : class
    {
        using var amazon = new AmazonDouble(settings: settings.ToDictionary(s => s.Name, s => (string?)s.Value, StringComparer.Ordinal));
        return amazon.Started<T>();
    }
}
