using System.Net;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspCampaigns;

public sealed class CampaignChangesTests(CampaignsWorld world) : IClassFixture<CampaignsWorld>
{
    [Fact]
    public async Task A_change_starts_from_what_amazon_has_and_keeps_the_flights_id_and_times()
    {
        using var client = await world.StartAsync();
        var added = client.AddAtAmazon();
        await client.ListAsync("?live=true");
        world.Campaigns.Change(client.Advertiser, added.Id, new JsonObject { ["name"] = "Renamed at Amazon" });

        var answer = await client.PatchAsync(added.Id, """{"budget":250.75}""");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (answer.Json.Text("campaign_name"), answer.Json.GetProperty("budget").GetDecimal()).ShouldBe(("Renamed at Amazon", 250.75m));
        var flight = client.AtAmazon.ShouldHaveSingleItem().Content["flights"]![0]!;
        ((string?)flight["flightId"], ((string)flight["startDateTime"]!)[11..16])
            .ShouldBe(((string?)added.Content["flights"]![0]!["flightId"], "08:30"));
        var audited = (await client.AuditAsync("campaign.update")).ShouldHaveSingleItem();
        audited.ShouldStartWith("success");
        audited.ShouldContain("100 → 250.75");
    }

    [Fact]
    public async Task A_replacement_changes_everything_it_contains()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync(""","kpi_value":2""")).Text("campaign_id")!;

        var (start, end) = (CampaignsClient.Day(1), CampaignsClient.Day(30));
        var answer = await client.ChangeAsync(HttpMethod.Put, id, client.Body(
            $$""","status":"active","flights":[{"start_date":"{{start}}","end_date":"{{end}}","budget":5000.50}]"""));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json.Text("status").ShouldBe("active");
        client.AtAmazon.ShouldHaveSingleItem().Content["optimizations"]!["goalSettings"]!.AsObject().ContainsKey("kpiValue").ShouldBeFalse();
        (await client.ChangeAsync(HttpMethod.Put, id, """{"name":"x"}""")).Code.ShouldBe("campaign.invalid");
    }

    [Fact]
    public async Task If_match_is_checked_when_it_is_sent()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;

        var first = await client.PatchAsync(id, """{"name":"Second name"}""", "\"0\"");
        var outdated = await client.PatchAsync(id, """{"name":"Third name"}""", "\"0\"");

        first.Status.ShouldBe(HttpStatusCode.OK, first.Text);
        (outdated.Status, outdated.Code).ShouldBe((HttpStatusCode.PreconditionFailed, "campaign.changed"));
        (await client.PatchAsync(id, """{"name":"Third name"}""", first.Headers["ETag"])).Status.ShouldBe(HttpStatusCode.OK);
        world.Campaigns.Change(client.Advertiser, id, new JsonObject { ["name"] = "Renamed at Amazon" });
        (await client.PatchAsync(id, """{"name":"Fourth name"}""", (await client.PatchAsync(id, "{}")).Headers["ETag"])).Status
            .ShouldBe(HttpStatusCode.OK);
        (await client.PatchAsync(id, "{}", "nonsense")).Code.ShouldBe("request.if_match_invalid");
    }

    [Fact]
    public async Task A_change_based_on_an_outdated_read_is_refused()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        world.Campaigns.Change(client.Advertiser, id, new JsonObject { ["name"] = "Renamed at Amazon" });

        (await client.PatchAsync(id, """{"budget":1}""", "\"0\"")).Code.ShouldBe("campaign.changed");

        client.AtAmazon.ShouldHaveSingleItem().Name.ShouldBe("Renamed at Amazon");
    }

    [Fact]
    public async Task Amazons_reasons_point_into_the_request()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;

        var created = await client.CreateAsync(client.Body(called: "refused name"));
        var changed = await client.PatchAsync(id, """{"name":"refused name"}""");

        foreach (var answer in new[] { created, changed })
        {
            (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "campaign.refused"));
            var error = answer.Json.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
            (error.Text("pointer"), error.Text("code")).ShouldBe(("/name", "field_value_contains_blocklisted_words"));
        }

        client.AtAmazon.ShouldHaveSingleItem();
        (await client.AuditAsync("campaign.update")).ShouldHaveSingleItem().ShouldStartWith("failure campaign.refused");
    }

    [Fact]
    public async Task An_invalid_request_is_refused_before_amazon_is_called()
    {
        using var client = await world.StartAsync();
        var before = world.Amazon.Calls.Count(Routes.CreateCampaigns);

        var (start, end) = (CampaignsClient.Day(9), CampaignsClient.Day(3));
        var answer = await client.CreateAsync(
            $$"""{"name":"x","kpi":"REACH","flights":[{"start_date":"{{start}}","end_date":"{{end}}","budget":1}]}""");

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "campaign.invalid"));
        answer.Json.GetProperty("errors")[0].Text("pointer").ShouldBe("/flights/0/end_date");
        world.Amazon.Calls.Count(Routes.CreateCampaigns).ShouldBe(before);
    }

    [Fact]
    public async Task An_invalid_change_is_refused_before_amazon_is_called()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        var before = world.Amazon.Calls.Count(Routes.QueryCampaigns);

        (await client.PatchAsync(id, """{"budget":-1}""")).Code.ShouldBe("campaign.invalid");

        world.Amazon.Calls.Count(Routes.QueryCampaigns).ShouldBe(before);
    }

    [Fact]
    public async Task A_change_keeps_the_exact_budgets_of_flights_and_of_their_rules()
    {
        using var client = await world.StartAsync();
        var added = client.AddAtAmazon(budget: 10.125m);
        MoneyOf(added)["ruleValue"] = 80.5;

        (await client.PatchAsync(added.Id, $$"""{"end_date":"{{CampaignsClient.Day(9)}}"}""")).Status.ShouldBe(HttpStatusCode.OK);

        var money = MoneyOf(client.AtAmazon.ShouldHaveSingleItem());
        ((decimal)money["value"]!, (decimal?)money["ruleValue"]).ShouldBe((10.125m, 80.5m));
    }

    [Fact]
    public async Task A_user_who_pauses_a_campaign_ends_its_activation_and_that_is_audited()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        await world.Database.Owner.ExecuteAsync("update public.dsp_campaigns set is_enabling = true where campaign_id = $1", id);

        (await client.PatchAsync(id, """{"status":"paused"}""")).Json.GetProperty("metadata").GetProperty("enabling").GetBoolean().ShouldBeFalse();

        (await client.AuditAsync("campaign.update")).ShouldHaveSingleItem().ShouldContain("yes → no");
    }

    private static JsonNode MoneyOf(WorldCampaign campaign) =>
        campaign.Content["flights"]![0]!["budget"]!["budgetValue"]!["monetaryBudgetValue"]!["monetaryBudget"]!;
}
