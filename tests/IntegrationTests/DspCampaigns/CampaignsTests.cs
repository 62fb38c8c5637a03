using System.Net;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.DspCampaigns;

public sealed class CampaignsTests(CampaignsWorld world) : IClassFixture<CampaignsWorld>
{
    [Fact]
    public async Task A_new_campaign_is_created_paused_stored_and_audited()
    {
        using var client = await world.StartAsync();

        var answer = await client.CreateAsync();

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        var campaign = answer.Json;
        answer.Headers["Location"].ShouldBe($"{client.Path}/{campaign.Text("campaign_id")}");
        answer.Headers["ETag"].ShouldBe("\"0\"");
        (campaign.Text("status"), campaign.Text("campaign_name")).ShouldBe(("paused", client.Name));
        (campaign.GetProperty("budget").GetDecimal(), campaign.Text("start_date")).ShouldBe((5000.50m, CampaignsClient.Day(1)));
        client.AtAmazon.ShouldHaveSingleItem().Id.ShouldBe(campaign.Text("campaign_id"));
        (await client.ListAsync()).ShouldHaveSingleItem().GetRawText().ShouldBe(campaign.GetRawText());
        (await client.AuditAsync("campaign.create")).ShouldHaveSingleItem().ShouldContain($"none → {client.Name}");
        (await client.Person.GetAsync("/api/v1/users/me/stats")).Json.GetProperty("totalCampaigns").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_campaign_that_is_wanted_active_is_enabled_by_a_job()
    {
        using var client = await world.StartAsync();

        var campaign = await client.CreatedAsync(""","status":"active" """);

        campaign.GetProperty("metadata").GetProperty("enabling").GetBoolean().ShouldBeTrue();
        var id = campaign.Text("campaign_id")!;
        await Eventually.IsTrueAsync(async () => (await client.GetAsync(id)).Text("status") == "active");
        client.AtAmazon.ShouldHaveSingleItem().State.ShouldBe("ENABLED");
        (await client.GetAsync(id)).GetProperty("metadata").GetProperty("enabling").GetBoolean().ShouldBeFalse();
        (await client.AuditAsync("campaign.enable")).ShouldHaveSingleItem().ShouldContain("paused → active");
    }

    [Fact]
    public async Task A_user_who_pauses_a_campaign_first_is_not_overruled_by_the_job()
    {
        using var client = await world.StartAsync();
        string id;
        using (world.Amazon.Hold(Routes.UpdateCampaigns))
        {
            id = (await client.CreatedAsync(""","status":"active" """)).Text("campaign_id")!;
            await world.Database.Owner.ExecuteAsync(
                "update accounts_internal.jobs set due_at = app.now() + interval '1 hour' where kind = 'campaign_enable'");
        }

        (await client.PatchAsync(id, """{"status":"paused"}""")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
        await Eventually.IsTrueAsync(async () => (await client.PatchAsync(id, """{"status":"paused"}""")).Status == HttpStatusCode.OK);
        await world.Database.Owner.ExecuteAsync("update accounts_internal.jobs set due_at = app.now() where kind = 'campaign_enable'");

        await Eventually.IsTrueAsync(async () => await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from accounts_internal.jobs where kind = 'campaign_enable' and status in ('queued', 'running')") == 0);
        client.AtAmazon.ShouldHaveSingleItem().State.ShouldBe("PAUSED");
    }

    [Fact]
    public async Task A_live_list_reads_every_page_and_every_state_and_stores_them()
    {
        using var client = await world.StartAsync();
        foreach (var state in new[] { "ENABLED", "PAUSED", "ARCHIVED", "DRAFT", "PROPOSED" }) client.AddAtAmazon(state);
        (world.Campaigns.BeginsWithEmptyPage, world.Campaigns.PageSize) = (true, 2);
        try
        {
            (await client.ListAsync("?live=true")).Select(c => c.Text("status")).Order()
                .ShouldBe(["active", "archived", "draft", "paused", "proposed"]);
            (await client.ListAsync()).Length.ShouldBe(5);
            (await client.ListAsync("?live=true&status=draft")).ShouldHaveSingleItem();
            world.Campaigns.Change(client.Advertiser, client.AtAmazon.Single(c => c.State == "DRAFT").Id, new() { ["state"] = "PROPOSED" });
            (await client.ListAsync("?live=true&status=draft")).ShouldBeEmpty();
            (await client.ListAsync("?status=active")).ShouldHaveSingleItem();
        }
        finally
        {
            (world.Campaigns.BeginsWithEmptyPage, world.Campaigns.PageSize) = (false, 100);
        }
    }

    [Fact]
    public async Task The_first_list_reads_the_campaigns_from_Amazon_and_the_next_one_tells_their_age()
    {
        using var client = await world.StartAsync();
        client.AddAtAmazon("DRAFT");
        client.AddAtAmazon();

        var first = (await client.Person.GetAsync(client.Path + "?status=draft")).Json;
        client.AddAtAmazon();
        var second = (await client.Person.GetAsync(client.Path)).Json;

        (first.GetProperty("campaigns").GetArrayLength(), first.GetProperty("cached").GetBoolean()).ShouldBe((1, false));
        (second.GetProperty("campaigns").GetArrayLength(), second.GetProperty("cached").GetBoolean()).ShouldBe((2, true));
        second.Text("timestamp").ShouldBe(first.Text("timestamp"));
    }

    [Fact]
    public async Task A_first_list_that_Amazon_interrupts_is_an_error_and_not_a_part()
    {
        using var client = await world.StartAsync();
        for (var i = 0; i < 4; i++) client.AddAtAmazon();
        world.Campaigns.PageSize = 2;
        world.Amazon.Inject(new Fault { Route = Routes.QueryCampaigns, Kind = FaultKind.Status, Status = 403, Skip = 1, Times = 1 });
        try
        {
            (await client.Person.GetAsync(client.Path)).Code.ShouldBe("dsp.access_denied");
        }
        finally
        {
            world.Amazon.ClearFaults();
            world.Campaigns.PageSize = 100;
        }

        (await client.ListAsync()).Length.ShouldBe(4);
    }

    [Fact]
    public async Task Pages_of_the_stored_list_contain_each_campaign_once()
    {
        using var client = await world.StartAsync();
        for (var i = 0; i < 5; i++) client.AddAtAmazon();
        await client.ListAsync("?live=true");

        var seen = new List<string>();
        var query = "?max_results=2";
        do
        {
            var page = await client.Person.GetAsync(client.Path + query);
            page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
            seen.AddRange(page.Json.GetProperty("campaigns").EnumerateArray().Select(c => c.Text("campaign_id")!));
            var next = page.Json.Text("next_token");
            query = next is null ? "" : $"?max_results=2&next_token={Uri.EscapeDataString(next)}";
        }
        while (query.Length > 0);

        seen.Distinct().Count().ShouldBe(5);
        seen.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_campaign_that_is_not_stored_is_read_from_amazon()
    {
        using var client = await world.StartAsync();
        var added = client.AddAtAmazon(budget: 12.34m);

        (await client.GetAsync(added.Id)).GetProperty("budget").GetDecimal().ShouldBe(12.34m);
        world.Campaigns.Change(client.Advertiser, added.Id, new() { ["name"] = "Renamed at Amazon" });
        (await client.GetAsync(added.Id)).Text("campaign_name").ShouldBe(client.Name);
        (await client.GetAsync(added.Id, "?live=true")).Text("campaign_name").ShouldBe("Renamed at Amazon");
        (await client.Person.GetAsync($"{client.Path}/404")).Code.ShouldBe("campaign.not_found");
    }

    [Fact]
    public async Task A_repeated_request_with_its_key_creates_one_campaign()
    {
        using var client = await world.StartAsync();

        var first = await client.CreateAsync(key: "k1");
        var second = await client.CreateAsync(key: "k1");

        second.Text.ShouldBe(first.Text);
        second.Headers["Idempotent-Replayed"].ShouldBe("true");
        client.AtAmazon.ShouldHaveSingleItem();
    }
}
