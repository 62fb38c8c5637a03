using Accounts.Domain.Common;

namespace Accounts.UnitTests.Common;

public sealed class CountryCodeTests
{
    [Theory]
    [InlineData("UK", "GB")]
    [InlineData("uk", "GB")]
    [InlineData("gb", "GB")]
    [InlineData("us", "US")]
    [InlineData("ZZ", "ZZ")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_country_has_one_spelling(string? code, string? normal) => CountryCode.Normalize(code).ShouldBe(normal);

    [Fact]
    public void Every_marketplace_is_found_by_any_spelling_of_its_country()
    {
        foreach (var marketplace in Marketplace.All)
        {
            marketplace.Country.ShouldBe(CountryCode.Normalize(marketplace.Country));
            Marketplace.OfCountry(marketplace.Country.ToLowerInvariant()).ShouldBe(marketplace);
        }

        Marketplace.OfCountry("UK").ShouldBe(Marketplace.OfCountry("GB"));
    }
}
