using System.Net;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.DspCampaigns;

/// <summary>What Amazon did not confirm is found out without another request of the user, and is audited as it ended.</summary>
public sealed class UnconfirmedChangeTests(TestServers servers, CampaignsWorld world) : IClassFixture<CampaignsWorld>, IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        world.Amazon.ClearFaults();
        world.Campaigns.Delay = TimeSpan.Zero;
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_change_whose_caller_leaves_is_stored_and_audited()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        var before = world.Amazon.Calls.Count(Routes.UpdateCampaigns);
        using (world.Amazon.Hold(Routes.UpdateCampaigns))
        {
            using var impatient = new CancellationTokenSource();
            var left = client.AbandonAsync(id, """{"name":"Changed"}""", impatient.Token);
            await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.UpdateCampaigns) > before, "The change is at Amazon");
            await impatient.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(left);
        }

        await Eventually.IsTrueAsync(async () => (await client.AuditAsync("campaign.update")).Length > 0, "The audit");
        (await client.AuditAsync("campaign.update")).ShouldHaveSingleItem().ShouldStartWith("success");
        (await client.GetAsync(id)).Text("campaign_name").ShouldBe("Changed");
    }

    [Theory]
    [InlineData(true, "success")]
    [InlineData(false, "failure campaign.outcome_unknown")]
    public async Task A_lost_change_is_settled_by_a_job(bool amazonDidTheWork, string audited)
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        world.Amazon.Inject(
            new Fault { Route = Routes.UpdateCampaigns, Kind = FaultKind.Status, Status = 502, DoWork = amazonDidTheWork, Times = 1 });
        var before = world.Amazon.Calls.Count(Routes.UpdateCampaigns);
        Task<ApiAnswer> change;
        Hold reads;
        using (world.Amazon.Hold(Routes.UpdateCampaigns))
        {
            change = client.PatchAsync(id, """{"name":"Changed"}""");
            await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.UpdateCampaigns) > before, "The change is at Amazon");
            reads = world.Amazon.Hold(Routes.QueryCampaigns);
        }

        using (reads) (await change).Code.ShouldBe("campaign.outcome_unknown");

        await Eventually.IsTrueAsync(async () => (await client.AuditAsync("campaign.update")).Length == 1, "The audit");
        (await client.AuditAsync("campaign.update"))[0].ShouldStartWith(audited);
        (await client.AuditAsync("campaign.update"))[0].ShouldContain($"{client.Name} → Changed");
        (await client.GetAsync(id)).Text("campaign_name").ShouldBe(amazonDidTheWork ? "Changed" : client.Name);
    }

    [Fact]
    public async Task A_change_of_a_killed_instance_is_settled_by_another_one()
    {
        await using var own = new CampaignsWorld(servers);
        await own.InitializeAsync();
        using var client = await own.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        var first = await own.StartProcessAsync(("Resilience:AttemptTimeout", "00:00:30"));
        own.Amazon.Inject(new Fault { Route = Routes.UpdateCampaigns, Kind = FaultKind.Stall, DoWork = true, Times = 1 });
        var lost = client.ChangeAsync(HttpMethod.Patch, id, """{"budget":7.5}""", instance: first.Address);
        await Eventually.IsTrueAsync(() => own.Amazon.Calls.Count(Routes.UpdateCampaigns) == 1, "The change is at Amazon");

        await first.KillAsync();

        await Should.ThrowAsync<HttpRequestException>(lost);
        await Eventually.IsTrueAsync(async () => (await client.AuditAsync("campaign.update")).Length == 1, "The audit");
        (await client.AuditAsync("campaign.update"))[0].ShouldStartWith("success");
        (await client.GetAsync(id)).GetProperty("budget").GetDecimal().ShouldBe(7.5m);
    }

    [Fact]
    public async Task A_lost_creation_that_nobody_repeats_is_found_audited_and_activated()
    {
        using var client = await world.StartAsync();
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.Status, Status = 502, DoWork = true, Times = 1 });

        using (world.Amazon.Hold(Routes.QueryCampaigns))
            (await client.CreateAsync(client.Body(""","status":"active" """))).Code.ShouldBe("campaign.outcome_unknown");

        await Eventually.IsTrueAsync(() => client.AtAmazon.Single().State == "ENABLED", "The activation");
        (await client.AuditAsync("campaign.create")).ShouldHaveSingleItem().ShouldStartWith("success");
        (await client.ListAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_creation_that_amazon_did_not_carry_out_is_audited_as_such()
    {
        using var client = await world.StartAsync();
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.Status, Status = 502, Times = 1 });

        (await client.CreateAsync()).Code.ShouldBe("campaign.outcome_unknown");

        await Eventually.IsTrueAsync(async () => (await client.AuditAsync("campaign.create")).Length == 1, "The audit");
        (await client.AuditAsync("campaign.create"))[0].ShouldStartWith("failure campaign.outcome_unknown");
        client.AtAmazon.ShouldBeEmpty();
        (await client.CreateAsync()).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_list_that_lags_behind_a_change_does_not_undo_it()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        world.Campaigns.Delay = TimeSpan.FromMinutes(1);
        (await client.PatchAsync(id, """{"name":"Changed"}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await client.ListAsync("?live=true")).ShouldHaveSingleItem().Text("campaign_name").ShouldBe("Changed");

        (await client.PatchAsync(id, """{"budget":7}""")).Code.ShouldBe("campaign.not_visible_yet");
    }

    [Fact]
    public async Task A_campaign_that_the_previous_service_stored_is_replaced_by_the_first_read()
    {
        using var client = await world.StartAsync();
        var added = client.AddAtAmazon();
        world.Campaigns.Change(client.Advertiser, added.Id, new JsonObject { ["name"] = "Current" });
        await world.Database.Owner.ExecuteAsync(
            "insert into public.dsp_campaigns (user_id, campaign_id, campaign_name, updated_at) values ($1, $2, 'Old', to_timestamp(0))",
            await world.UserIdAsync(client.Person), added.Id);

        (await client.PatchAsync(added.Id, """{"budget":7}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await client.GetAsync(added.Id)).Text("campaign_name").ShouldBe("Current");
    }
}
