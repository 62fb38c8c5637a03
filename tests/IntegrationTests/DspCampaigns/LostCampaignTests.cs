using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.DspCampaigns;

/// <summary>Whatever happens between a call and its response, no campaign exists twice, and no unknown outcome is reported as known.</summary>
public sealed class LostCampaignTests(TestServers servers, CampaignsWorld world) : IClassFixture<CampaignsWorld>
{
    [Theory]
    [InlineData(FaultKind.After, true)]
    [InlineData(FaultKind.Status, true)]
    [InlineData(FaultKind.Stall, true)]
    [InlineData(FaultKind.Truncate, true)]
    public async Task A_creation_whose_response_is_lost_is_found(FaultKind kind, bool doWork)
    {
        using var client = await world.StartAsync();
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = kind, DoWork = doWork, Times = 1 });

        var answer = await client.CreateAsync();

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        client.AtAmazon.ShouldHaveSingleItem().Id.ShouldBe(answer.Json.Text("campaign_id"));
    }

    [Fact]
    public async Task A_creation_that_never_reached_amazon_is_sent_again_when_it_can_appear_no_more()
    {
        using var client = await world.StartAsync();
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.Status, Status = 500, Times = 1 });

        (await client.CreateAsync(key: "again")).Code.ShouldBe("campaign.outcome_unknown");

        await Eventually.IsTrueAsync(async () => (await client.CreateAsync(key: "again")).Status == HttpStatusCode.Created);
        client.AtAmazon.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_campaign_of_the_same_name_that_another_request_created_is_never_taken_for_the_new_one()
    {
        using var client = await world.StartAsync();
        var first = await client.CreatedAsync();
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.Reset, Times = 1 });

        (await client.CreateAsync(key: "second")).Code.ShouldBe("campaign.outcome_unknown");
        ApiAnswer second = null!;
        await Eventually.IsTrueAsync(async () => (second = await client.CreateAsync(key: "second")).Status == HttpStatusCode.Created);

        second.Json.Text("campaign_id").ShouldNotBe(first.Text("campaign_id"));
        client.AtAmazon.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_response_without_the_campaign_is_no_success()
    {
        using var client = await world.StartAsync();
        world.Amazon.Inject(new Fault
        {
            Route = Routes.CreateCampaigns,
            Kind = FaultKind.Status,
            Status = 207,
            Times = 1,
            Body = """{"success":[],"error":[]}""",
        });

        var answer = await client.CreateAsync();

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.GatewayTimeout, "campaign.outcome_unknown"));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.GatewayTimeout)]
    public async Task A_change_whose_response_is_lost_is_looked_up(bool amazonDidTheWork, HttpStatusCode status)
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        world.Amazon.Inject(
            new Fault { Route = Routes.UpdateCampaigns, Kind = FaultKind.Status, Status = 502, DoWork = amazonDidTheWork, Times = 1 });

        var answer = await client.PatchAsync(id, """{"name":"Changed"}""");

        answer.Status.ShouldBe(status, answer.Text);
        client.AtAmazon.ShouldHaveSingleItem().Name.ShouldBe(amazonDidTheWork ? "Changed" : client.Name);
    }

    [Fact]
    public async Task An_instance_killed_between_the_call_and_its_response_leaves_one_campaign_that_the_repetition_returns()
    {
        await using var own = new CampaignsWorld(servers);
        await own.InitializeAsync();
        using var client = await own.StartAsync();
        var first = await own.StartProcessAsync(("Idempotency:Lease", "00:00:01"), ("Resilience:AttemptTimeout", "00:00:30"));
        own.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.Stall, DoWork = true, Times = 1 });
        var lost = client.CreateAsync(client.Body(""","status":"active" """), first.Address, "killed");
        await Eventually.IsTrueAsync(() => client.AtAmazon.Length == 1);

        await first.KillAsync();

        await Should.ThrowAsync<HttpRequestException>(() => lost);
        ApiAnswer repeated = null!;
        await Eventually.IsTrueAsync(
            async () =>
            {
                repeated = await client.CreateAsync(client.Body(""","status":"active" """), key: "killed");
                return repeated.Code != "idempotency.in_progress";
            });
        repeated.Status.ShouldBe(HttpStatusCode.Created, repeated.Text);
        var id = client.AtAmazon.ShouldHaveSingleItem().Id;
        repeated.Json.Text("campaign_id").ShouldBe(id);
        await Eventually.IsTrueAsync(async () => (await client.GetAsync(id)).Text("status") == "active");
    }
}
