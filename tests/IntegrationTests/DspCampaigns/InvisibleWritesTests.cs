using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.DspCampaigns;

/// <summary>Amazon's reads lag behind its writes: what is not visible yet is not repeated, and nothing is based on it.</summary>
public sealed class InvisibleWritesTests(InvisibleWritesTests.World world) : IClassFixture<InvisibleWritesTests.World>, IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        world.Amazon.ClearFaults();
        world.Campaigns.Delay = TimeSpan.Zero;
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_creation_that_is_not_visible_yet_is_unknown_and_its_repetition_finds_it()
    {
        using var client = await world.StartAsync();
        var before = world.Amazon.Calls.Count(Routes.CreateCampaigns);
        world.Campaigns.Delay = TimeSpan.FromSeconds(2);
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.After, Times = 1 });

        var first = await client.CreateAsync(key: "invisible");
        var withoutKey = await client.CreateAsync();

        (first.Status, first.Code).ShouldBe((HttpStatusCode.GatewayTimeout, "campaign.outcome_unknown"));
        withoutKey.Code.ShouldBe("campaign.outcome_unknown");
        world.Campaigns.Delay = TimeSpan.Zero;
        ApiAnswer repeated = null!;
        await Eventually.IsTrueAsync(
            async () => (repeated = await client.CreateAsync(key: "invisible")).Code != "campaign.outcome_unknown");
        repeated.Status.ShouldBe(HttpStatusCode.Created, repeated.Text);
        client.AtAmazon.ShouldHaveSingleItem().Id.ShouldBe(repeated.Json.Text("campaign_id"));
        (world.Amazon.Calls.Count(Routes.CreateCampaigns) - before).ShouldBe(1);
    }

    [Fact]
    public async Task While_a_change_is_unconfirmed_no_other_one_starts_from_what_may_be_old()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        world.Campaigns.Delay = TimeSpan.FromSeconds(3);
        world.Amazon.Inject(new Fault { Route = Routes.UpdateCampaigns, Kind = FaultKind.Status, Status = 502, DoWork = true, Times = 1 });
        (await client.PatchAsync(id, """{"name":"First"}""")).Code.ShouldBe("campaign.outcome_unknown");

        var second = await client.PatchAsync(id, """{"budget":7}""");

        second.Code.ShouldBe("campaign.not_visible_yet");
        await Eventually.IsTrueAsync(
            async () => (await client.PatchAsync(id, """{"budget":7}""")).Status == HttpStatusCode.OK,
            "The change is visible");
        (await client.GetAsync(id)).Text("campaign_name").ShouldBe("First");
        (await client.AuditAsync("campaign.update")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_campaign_of_an_unconfirmed_creation_is_recognized_before_it_is_changed()
    {
        using var client = await world.StartAsync();
        world.Amazon.Inject(new Fault { Route = Routes.CreateCampaigns, Kind = FaultKind.Status, Status = 502, DoWork = true, Times = 1 });
        using (world.Amazon.Hold(Routes.QueryCampaigns)) (await client.CreateAsync(key: "lost")).Code.ShouldBe("campaign.outcome_unknown");
        var id = (await client.ListAsync()).ShouldHaveSingleItem().Text("campaign_id")!;

        (await client.PatchAsync(id, """{"budget":7}""")).Status.ShouldBe(HttpStatusCode.OK);

        (await client.CreateAsync(key: "lost")).Json.Text("campaign_id").ShouldBe(id);
        client.AtAmazon.ShouldHaveSingleItem();
        (await client.AuditAsync("campaign.create")).ShouldHaveSingleItem().ShouldStartWith("success");
    }

    /// <summary>It waits as long as the service does.</summary>
    public sealed class World(TestServers servers) : CampaignsWorld(servers)
    {
        protected override (string Name, string Value)[] Changes => [.. base.Changes, ("DspCampaigns:SettleAfter", "00:02:00")];
    }
}
