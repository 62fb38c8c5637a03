using System.Text;
using Accounts.Application.DspAdvertisers;
using Accounts.Infrastructure.AmazonAds.DspAdvertisers;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.UnitTests.AmazonAds;

public sealed class DspAdvertisersTranslatorTests
{
    [Fact]
    public void A_documented_page_is_read_completely()
    {
        var page = Read("""
            {"totalResults":2,"response":[{"advertiserId":"675357944890123456","name":"Brand","currency":"USD","url":"www.example.com","country":"US",
            "timezone":"America/New_York"},
                                          {"advertiserId":"7","name":null}]}
            """);

        page.Advertisers.ShouldBe([new("675357944890123456", "Brand", "US", "USD", "America/New_York"), new("7", "7", null, null, null)]);
        page.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"totalResults":1}""")]
    [InlineData("""{"totalResults":1,"response":null}""")]
    [InlineData("""{"totalResults":"1","response":[]}""")]
    [InlineData("""{"totalResults":1,"response":[]}""")]
    [InlineData("""{"totalResults":0,"response":{}}""")]
    [InlineData("""{"response":null}""")]
    public void A_page_with_the_wrong_structure_is_refused(string json) =>
        Should.Throw<AmazonContractException>(() => Read(json));

    [Theory]
    [InlineData(0, 3, 1, 1)]
    [InlineData(1, 3, 1, 2)]
    [InlineData(2, 3, 1, null)]
    [InlineData(0, 0, 0, null)]
    [InlineData(3, 3, 0, null)]
    public void The_next_page_starts_after_this_one_until_the_total_is_reached(int start, int total, int entries, int? next)
    {
        var response = string.Join(',', Enumerable.Range(1, entries).Select(i => $$"""{"advertiserId":"{{i}}"}"""));

        Read($$"""{"totalResults":{{total}},"response":[{{response}}]}""", start).Next.ShouldBe(next);
    }

    [Theory]
    [InlineData("""{"totalResults":0}""")]
    [InlineData("""{"totalResults":0,"response":null}""")]
    [InlineData("""{"response":[]}""")]
    public void An_empty_list_may_lack_a_member(string json)
    {
        var page = Read(json);

        (page.Advertisers.Count, page.Next).ShouldBe((0, null));
    }

    [Theory]
    [InlineData(0, 99, null)]
    [InlineData(0, 100, 100)]
    [InlineData(100, 100, 200)]
    [InlineData(100, 0, null)]
    public void Without_a_total_the_first_page_that_is_not_full_is_the_last(int start, int entries, int? next) =>
        Read($$"""{"response":[{{string.Join(',', Enumerable.Range(1, entries).Select(i => $$"""{"advertiserId":"{{i}}"}"""))}}]}""", start).Next
            .ShouldBe(next);

    [Fact]
    public void An_advertiser_without_a_valid_id_is_skipped_and_counts_for_the_start_of_the_next_page()
    {
        var page = Read("""{"totalResults":4,"response":[{"name":"x"},{"advertiserId":"1x"},{"advertiserId":"1"}]}""");

        (page.Skipped, page.Advertisers.ShouldHaveSingleItem().Id, page.Next).ShouldBe((2, "1", 3));
    }

    private static RemoteAdvertiserPage Read(string json, int start = 0)
    {
        AmazonJson.TryRead<AdvertisersResponse>(Encoding.UTF8.GetBytes(json), out var wire).ShouldBeTrue();
        return DspAdvertisersTranslator.ToPage(wire!, start);
    }
}
