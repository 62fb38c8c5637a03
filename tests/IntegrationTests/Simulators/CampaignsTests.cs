using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class CampaignsTests : SimulatorTest
{
    private const string Flights =
        """
        "flights":[{"startDateTime":"2027-01-01T00:00:00Z","endDateTime":"2027-01-31T23:59:59Z","budget":{"budgetType":"MONETARY",
          "budgetValue":{"monetaryBudgetValue":{"monetaryBudget":{"value":10}}}}}]
        """;

    private string Advertiser => Simulators.World("northwind").Advertisers(
        Simulators.World("northwind").Agencies(AdsRegion.Na).First().Id).First().Id;

    [Theory]
    [InlineData("""{"adProductFilter":"AMAZON_DSP"}""", 400)]
    [InlineData("""{"adProductFilter":{"include":["AMAZON_DSP"]},"stateFilter":{"include":["A","B","C","D"]}}""", 400)]
    [InlineData("""{"adProductFilter":{"include":["AMAZON_DSP"]},"maxResults":101}""", 400)]
    [InlineData("not JSON", 400)]
    [InlineData("""{"adProductFilter":{"include":["AMAZON_DSP"]}}""", 200)]
    public async Task Filters_are_objects(string body, int status)
    {
        using var caller = As("northwind");

        var answer = await caller.CampaignsAsync("query", Advertiser, body);

        answer.Status.ShouldBe(status);
        if (status == 400) answer.Body.ShouldBe("""{"Message":"Expected null"}""");
    }

    [Fact]
    public async Task Items_of_a_batch_succeed_and_fail_on_their_own_and_more_than_five_are_refused()
    {
        using var caller = As("northwind");
        var good = Campaign("PAUSED");

        var answer = await caller.CampaignsAsync("create", Advertiser, $$"""{"campaigns":[{{good}},{{Campaign("ENABLED")}}]}""");

        answer.Status.ShouldBe(207);
        ((string?)answer.Json["success"]![0]!["campaign"]!["state"]).ShouldBe("PAUSED");
        var error = answer.Json["error"]![0]!;
        ((int)error["index"]!, (string?)error["errors"]![0]!["fieldLocation"])
            .ShouldBe((1, "$.campaigns[1].state"));
        var tooMany = await caller.CampaignsAsync("create", Advertiser, $$"""{"campaigns":[{{string.Join(',', Enumerable.Repeat(good, 6))}}]}""");
        tooMany.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_new_campaign_appears_after_the_delay()
    {
        using var caller = As("northwind");
        Simulators.World("northwind").Campaigns.Delay = TimeSpan.FromSeconds(20);
        await caller.CampaignsAsync("create", Advertiser, $$"""{"campaigns":[{{Campaign("PAUSED")}}]}""");

        (await CountAsync(caller)).ShouldBe(0);
        Simulators.Advance(TimeSpan.FromSeconds(21));
        (await CountAsync(caller)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_logins_advertiser_is_forbidden()
    {
        using var caller = As("contoso");

        (await caller.CampaignsAsync("query", Advertiser, """{"adProductFilter":{"include":["AMAZON_DSP"]}}""")).Status.ShouldBe(403);
    }

    private async Task<int> CountAsync(AmazonCaller caller) =>
        (await caller.CampaignsAsync("query", Advertiser, """{"adProductFilter":{"include":["AMAZON_DSP"]}}""")).Json["campaigns"]!
            .AsArray().Count;

    private static string Campaign(string state) =>
        $$$"""
        {"adProduct":"AMAZON_DSP","name":"a","state":"{{{state}}}","countries":["US"],{{{Flights}}},
         "optimizations":{"bidSettings":{"bidStrategy":"SPEND_BUDGET_IN_FULL"} } }
        """;
}
