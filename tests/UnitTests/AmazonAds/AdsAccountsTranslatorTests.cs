using System.Text;
using System.Text.Json;
using Accounts.Application.Accounts;
using Accounts.Domain.Accounts;
using Accounts.Infrastructure.AmazonAds.Accounts;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.UnitTests.AmazonAds;

public sealed class AdsAccountsTranslatorTests
{
    [Fact]
    public void A_documented_page_is_read_completely()
    {
        var page = Read("""
            {"adsAccounts":[{"adsAccountId":"amzn1.ads-account.g.87rerly","accountName":"My account","status":"PARTIALLY_CREATED",
              "countryCodes":["US","UK","DE"],"alternateIds":[{"countryCode":"US","profileId":9007199254740993},
                {"countryCode":"US","entityId":"ENTITY215"},{"countryCode":"UK","profileId":"456"}],
              "errors":{"DE":[{"errorId":1,"errorCode":"X","unknown":true}]},"later":{"added":1}}],
             "nextToken":"next","later":[]}
            """);

        page.Cursor.ShouldBe("next");
        page.Skipped.ShouldBe(0);
        var account = page.Accounts.ShouldHaveSingleItem();
        account.AmazonAccountId.ShouldBe("amzn1.ads-account.g.87rerly");
        account.Name.ShouldBe("My account");
        account.Status.ShouldBe(new AmazonAccountStatus("PARTIALLY_CREATED"));
        account.CountryCodes.ShouldBe(["US", "GB", "DE"]);
        account.AlternateIds.ShouldBe([new("US", "9007199254740993", "ENTITY215"), new("GB", "456", null)]);
        account.ErrorsJson.ShouldBe("""{"DE":[{"errorId":1,"errorCode":"X","unknown":true}]}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"adsAccounts":null}""")]
    [InlineData("""{"adsAccounts":{}}""")]
    [InlineData("""{"adsAccounts":"[]"}""")]
    [InlineData("""{"accounts":[{"adsAccountId":"a"}]}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":7}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":{}}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":"\ud83d"}""")]
    public void A_page_with_the_wrong_structure_is_refused(string json) => Should.Throw<AmazonContractException>(() => Read(json));

    [Theory]
    [InlineData("""{"adsAccounts":[]}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":null}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":""}""")]
    public void A_last_page_may_be_empty(string json)
    {
        var page = Read(json);
        (page.Accounts.Count, page.Cursor).ShouldBe((0, null));
    }

    [Fact]
    public void An_empty_page_in_the_middle_keeps_its_cursor() => Read("""{"adsAccounts":[],"nextToken":"on"}""").Cursor.ShouldBe("on");

    [Fact]
    public void A_profile_id_may_be_written_as_a_decimal() =>
        Read("""{"adsAccounts":[{"adsAccountId":"a","alternateIds":[{"countryCode":"US","profileId":1234509876543210.0}]}]}""")
            .Accounts.ShouldHaveSingleItem().AlternateIds.ShouldBe([new("US", "1234509876543210", null)]);

    [Fact]
    public void Ten_thousand_accounts_are_read()
    {
        var entries = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"adsAccountId":"a{{i}}"}"""));
        Read($$"""{"adsAccounts":[{{entries}}]}""").Accounts.Count.ShouldBe(10_000);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"adsAccountId":null}""")]
    [InlineData("""{"adsAccountId":""}""")]
    [InlineData("""{"adsAccountId":7}""")]
    [InlineData("""{"adsAccountId":"a b"}""")]
    [InlineData("""{"adsAccountId":"a\u0000"}""")]
    [InlineData("""{"adsAccountId":"a/../b"}""")]
    [InlineData("""{"adsAccountId":"ä"}""")]
    [InlineData("""{"adsAccountId":"a\ud83db"}""")]
    [InlineData("""{"adsAccountId\ud83d":"a"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    public void An_account_without_a_valid_id_is_skipped_and_counted(string entry)
    {
        var page = Read($$"""{"adsAccounts":[{{entry}},{"adsAccountId":"good"}]}""");
        (page.Accounts.ShouldHaveSingleItem().AmazonAccountId, page.Skipped).ShouldBe(("good", 1));
    }

    [Theory]
    [InlineData(255, 1)]
    [InlineData(256, 0)]
    [InlineData(300, 0)]
    public void An_id_may_be_255_characters_long(int length, int kept) =>
        Read($$"""{"adsAccounts":[{"adsAccountId":"{{new string('a', length)}}"}]}""").Accounts.Count.ShouldBe(kept);

    [Theory]
    [InlineData("null", "id")]
    [InlineData("\"\"", "id")]
    [InlineData("\"  \"", "id")]
    [InlineData("7", "id")]
    [InlineData("\"\\u0000\\u0007\"", "id")]
    [InlineData("\"\\ud83d\"", "id")]
    [InlineData("\"a\\u0000b\\nc\"", "abc")]
    [InlineData("\"Schuhe 👟 \\u200fעברית\"", "Schuhe 👟 \u200fעברית")]
    public void An_invalid_name_is_cleaned_or_replaced_by_the_id(string name, string read) =>
        One($$"""{"adsAccountId":"id","accountName":{{name}}}""").Name.ShouldBe(read);

    [Fact]
    public void A_long_name_is_truncated_at_a_character_boundary()
    {
        One($$"""{"adsAccountId":"id","accountName":"{{new string('a', 300)}}"}""").Name.Length.ShouldBe(255);
        One($$"""{"adsAccountId":"id","accountName":"{{new string('a', 254)}}👟👟"}""").Name.ShouldBe(new string('a', 254));
        One($$"""{"adsAccountId":"id","accountName":"{{new string('a', 253)}}👟👟"}""").Name.ShouldBe(new string('a', 253) + "👟");
    }

    [Theory]
    [InlineData("\"CREATED\"", "CREATED")]
    [InlineData("\"ON_HOLIDAY\"", "ON_HOLIDAY")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void An_unknown_status_is_kept_as_text(string status, string? word) =>
        One($$"""{"adsAccountId":"id","status":{{status}}}""").Status?.Name.ShouldBe(word);

    [Fact]
    public void A_long_status_is_truncated() =>
        One($$"""{"adsAccountId":"id","status":"{{new string('X', 80)}}"}""").Status!.Value.Name.Length.ShouldBe(50);

    [Theory]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("\"123\"", "123")]
    [InlineData("\"12\\ud83d3\"", null)]
    [InlineData("\"12\\u00003\"", null)]
    [InlineData("1.5", null)]
    [InlineData("1e400", null)]
    [InlineData("true", null)]
    public void A_profile_id_is_exact_or_absent(string profileId, string? read) =>
        One($$"""{"adsAccountId":"id","alternateIds":[{"countryCode":"US","entityId":"E","profileId":{{profileId}}}]}""")
            .AlternateIds.ShouldBe([new("US", read, "E")]);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""[null,7,{"profileId":1},{"countryCode":"","profileId":1},{"countryCode":null,"entityId":"E"}]""")]
    public void Alternate_ids_without_a_country_are_dropped(string ids) =>
        One($$"""{"adsAccountId":"id","alternateIds":{{ids}}}""").AlternateIds.ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("\"countryCodes\":null,")]
    [InlineData("\"countryCodes\":[],")]
    [InlineData("\"countryCodes\":[7],")]
    public void Missing_countries_are_taken_from_the_alternate_ids(string listed) =>
        One($$"""
            {"adsAccountId":"id",{{listed}}
             "alternateIds":[{"countryCode":"US","profileId":1},{"countryCode":"US","entityId":"E"},{"countryCode":"MX"}]}
            """).CountryCodes.ShouldBe(["US", "MX"]);

    [Fact]
    public void The_last_entry_of_a_duplicate_account_is_used()
    {
        var page = Read("""{"adsAccounts":[{"adsAccountId":"a","accountName":"1"},{"adsAccountId":"b"},{"adsAccountId":"a","accountName":"2"}]}""");
        page.Accounts.Select(a => a.Name).ShouldBe(["2", "b"]);
        page.Skipped.ShouldBe(0);
    }

    [Fact]
    public void The_last_value_of_a_duplicate_member_is_used() =>
        One("""{"adsAccountId":"a","adsAccountId":"b","accountName":"1","accountName":"2"}""").ShouldSatisfyAllConditions(
            a => a.AmazonAccountId.ShouldBe("b"), a => a.Name.ShouldBe("2"));

    [Theory]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("\"{}\"", null)]
    [InlineData("{}", "{}")]
    [InlineData("{\"US\":[{\"m\":\"a\\u0000b\",\"\\u0000k\":1}]}", "{\"US\":[{\"m\":\"ab\",\"k\":1}]}")]
    [InlineData("{\"m\":\"C:\\\\u0000\"}", "{\"m\":\"C:\\\\u0000\"}")]
    [InlineData("{\"m\":\"a\\ud83d\",\"\\ud83db\":1}", "{\"m\":\"a\",\"b\":1}")]
    [InlineData("{\"UK\":[1],\"us\":[2],\"other\":[3]}", "{\"GB\":[1],\"US\":[2],\"other\":[3]}")]
    [InlineData("{\"n\":1e400,\"d\":1.50,\"l\":9007199254740993,\"b\":false}", "{\"n\":\"1e400\",\"d\":1.50,\"l\":9007199254740993,\"b\":false}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    public void Errors_are_kept_as_valid_jsonb(string errors, string? kept) =>
        One($$"""{"adsAccountId":"id","errors":{{errors}}}""").ErrorsJson.ShouldBe(kept);

    [Fact]
    public void Errors_over_the_size_limit_are_dropped_and_the_account_is_kept()
    {
        One($$"""{"adsAccountId":"id","errors":{"m":"{{new string('x', 60_000)}}" } }""").ErrorsJson.ShouldNotBeNull();
        One($$"""{"adsAccountId":"id","errors":{"m":"{{new string('x', 70_000)}}" } }""").ErrorsJson.ShouldBeNull();
    }

    private static RemoteAccount One(string entry) => Read($$"""{"adsAccounts":[{{entry}}]}""").Accounts.ShouldHaveSingleItem();

    private static RemoteAccountPage Read(string json) =>
        AmazonJson.TryRead<ListAccountsResponse>(Encoding.UTF8.GetBytes(json), out var wire)
            ? AdsAccountsTranslator.ToPage(wire)
            : throw new JsonException("not read");
}
