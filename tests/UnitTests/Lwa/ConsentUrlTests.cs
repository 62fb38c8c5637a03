using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.UnitTests.AmazonAds;
using Microsoft.AspNetCore.WebUtilities;

namespace Accounts.UnitTests.Lwa;

public sealed class ConsentUrlTests
{
    private static readonly Secret Verifier = Secret.From("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

    /// <summary>The verifier and its challenge come from RFC 7636, appendix B.</summary>
    [Theory]
    [InlineData(Region.NA, "https://www.amazon.com/ap/oa")]
    [InlineData(Region.EU, "https://eu.account.amazon.com/ap/oa")]
    [InlineData(Region.FE, "https://apac.account.amazon.com/ap/oa")]
    public void The_consent_url_has_the_page_of_its_region_and_all_parameters(Region region, string page)
    {
        using var amazon = new AmazonDouble();
        var url = amazon.Lwa.ConsentUrl(region, Secret.From("st+ate"), Verifier);

        url.GetLeftPart(UriPartial.Path).ShouldBe(page);
        Form(url.Query).ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_id"] = "amzn1.application-oa2-client.test",
            ["scope"] = "advertising::campaign_management",
            ["response_type"] = "code",
            ["redirect_uri"] = "http://localhost:8000/api/v1/auth/amazon/callback",
            ["state"] = "st+ate",
            ["code_challenge"] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            ["code_challenge_method"] = "S256",
        }, ignoreOrder: true);
    }

    [Fact]
    public void Only_enabled_regions_are_offered()
    {
        using var amazon =
            new AmazonDouble(settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["AmazonAds:EnabledRegions"] = "NA, fe" });

        amazon.Lwa.Offers(Region.NA).ShouldBeTrue();
        amazon.Lwa.Offers(Region.FE).ShouldBeTrue();
        amazon.Lwa.Offers(Region.EU).ShouldBeFalse();
    }

    private static Dictionary<string, string> Form(string text) =>
        QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
}
