using System.Text;
using System.Text.Json;
using Accounts.Application.Profiles;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Profiles;

namespace Accounts.UnitTests.AmazonAds;

public sealed class ProfilesTranslatorTests
{
    [Fact]
    public void A_documented_profile_is_read_completely() =>
        Read("""
            [{"profileId":9007199254740993,"countryCode":"US","currencyCode":"USD","timezone":"America/Los_Angeles","dailyBudget":1.5,"later":1,
              "accountInfo":{"marketplaceStringId":"ATVPDKIKX0DER","id":"ENTITY2ABC","type":"vendor","subType":"KDP_AUTHOR","name":"acme",
              "validPaymentMethod":true}}]
            """).Profiles.ShouldHaveSingleItem().ShouldBe(
            new RemoteProfile("9007199254740993", "US", "USD", "America/Los_Angeles", "ATVPDKIKX0DER", "vendor", "KDP_AUTHOR", "ENTITY2ABC", "acme",
                ValidPaymentMethod: true));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"profiles":[]}""")]
    [InlineData("null")]
    [InlineData("\"[]\"")]
    public void A_response_that_is_not_a_list_is_refused(string json) =>
        Should.Throw<AmazonContractException>(() => Read(json));

    [Theory]
    [InlineData("""{"countryCode":"US"}""")]
    [InlineData("""{"profileId":null}""")]
    [InlineData("""{"profileId":1.5}""")]
    [InlineData("""{"profileId":"12a"}""")]
    [InlineData("""{"profileId":1e30}""")]
    [InlineData("""{"profileId":9223372036854775808.0}""")]
    [InlineData("""{"profileId":-7.0}""")]
    [InlineData("7")]
    public void A_profile_without_a_valid_id_is_skipped(string json)
    {
        var read = Read($$"""[{{json}},{"profileId":7}]""");

        (read.Skipped, read.Profiles.ShouldHaveSingleItem().Id).ShouldBe((1, "7"));
    }

    [Theory]
    [InlineData("1234509876543210.0", "1234509876543210")]
    [InlineData("1.23450987654321E15", "1234509876543210")]
    [InlineData("9007199254740993.00", "9007199254740993")]
    [InlineData("7e0", "7")]
    public void An_id_may_be_written_as_a_decimal(string json, string id) =>
        Read($$"""[{"profileId":{{json}}}]""").Profiles.ShouldHaveSingleItem().Id.ShouldBe(id);

    [Fact]
    public void A_profile_with_only_an_id_is_kept() =>
        Read("""[{"profileId":"7","accountInfo":"none","countryCode":5}]""").Profiles.ShouldHaveSingleItem()
            .ShouldBe(new RemoteProfile("7", null, null, null, null, null, null, null, null, ValidPaymentMethod: null));

    [Fact]
    public void The_last_entry_of_a_duplicate_profile_is_used() =>
        Read("""[{"profileId":7,"countryCode":"US"},{"profileId":7,"countryCode":"CA"}]""").Profiles.ShouldHaveSingleItem().CountryCode
            .ShouldBe("CA");

    [Theory]
    [InlineData("agency", null, true)]
    [InlineData("agency", "LATER", true)]
    [InlineData("agency", "AMAZON_ATTRIBUTION", false)]
    [InlineData("vendor", null, false)]
    public void An_agency_is_a_dsp_entity_unless_it_is_for_attribution(string type, string? subType, bool expected) =>
        new RemoteProfile("7", null, null, null, null, type, subType, null, null, ValidPaymentMethod: null).IsDspEntity.ShouldBe(expected);

    [Fact]
    public void Control_characters_are_removed_from_names() =>
        Read("""[{"profileId":7,"accountInfo":{"name":"a\u0000b\nc"}}]""").Profiles.ShouldHaveSingleItem().Name.ShouldBe("abc");

    private static RemoteProfiles Read(string json) => ProfilesTranslator.ToProfiles(JsonElement.Parse(Encoding.UTF8.GetBytes(json)));
}
