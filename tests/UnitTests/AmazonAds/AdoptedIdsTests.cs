using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Rows of an adopted database have ids that Amazon may never have issued.</summary>
public sealed class AdoptedIdsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("a?b=c")]
    [InlineData("ä")]
    [InlineData("a\r\nb")]
    public async Task An_account_whose_id_does_not_match_the_pattern_is_not_found_without_a_call(string id)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.BadRequest));

        (await amazon.Accounts.GetAsync(Region.EU, AmazonDouble.Login, id, TestContext.Current.CancellationToken)).Error
            .ShouldBe(AmazonErrors.NotFound);

        amazon.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7", "")]
    [InlineData("7", "12a")]
    [InlineData("7", "-1")]
    [InlineData("7", "٧")]
    [InlineData("7", "123456789012345678901")]
    [InlineData("", "7")]
    [InlineData("ENTITY1", "7")]
    [InlineData("7\r\nX: y", "7")]
    public async Task An_advertiser_is_not_found_without_a_call_if_an_id_is_not_a_number(string agency, string advertiser)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.UnprocessableEntity));

        (await amazon.Advertisers.GetAsync(Region.EU, AmazonDouble.Login, agency, advertiser, TestContext.Current.CancellationToken))
            .Error.ShouldBe(AmazonErrors.NotFound);

        amazon.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ids_that_match_are_sent_as_they_are()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.NotFound));
        var ct = TestContext.Current.CancellationToken;

        await amazon.Accounts.GetAsync(Region.EU, AmazonDouble.Login, "amzn1.ads-account.g.A1", ct);
        await amazon.Advertisers.GetAsync(Region.EU, AmazonDouble.Login, "7", "675357944890123456", ct);

        amazon.Sent.Select(s => new Uri(s.Url).AbsolutePath).ShouldBe(["/adsAccounts/amzn1.ads-account.g.A1", "/dsp/advertisers/675357944890123456"]);
    }
}
