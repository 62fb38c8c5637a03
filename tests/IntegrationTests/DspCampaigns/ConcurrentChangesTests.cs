using System.Net;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Npgsql;

namespace Accounts.IntegrationTests.DspCampaigns;

/// <summary>Of several changes of a campaign, none undoes another.</summary>
public sealed class ConcurrentChangesTests(CampaignsWorld world) : IClassFixture<CampaignsWorld>
{
    /// <summary>A change that ends between the read of the row and its reservation must not be undone.</summary>
    [Fact]
    public async Task A_change_starts_from_the_row_as_it_is_when_it_is_reserved()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        Task<ApiAnswer> change;
        await using (var other = await world.Database.Owner.OpenConnectionAsync())
        await using (var transaction = await other.BeginTransactionAsync())
        {
            await using var update = new NpgsqlCommand("update public.dsp_campaigns set version = 1 where campaign_id = $1", other);
            update.Parameters.Add(new() { Value = id });
            await update.ExecuteNonQueryAsync();
            change = client.PatchAsync(id, """{"name":"Second"}""", "\"0\"");
            await Eventually.IsTrueAsync(
                () => world.Database.Owner.ScalarAsync<bool>(
                    """
                    select exists (select from pg_stat_activity
                                   where datname = current_database() and wait_event_type = 'Lock' and query like '%set reserved_by%')
                    """),
                "The change waits for the row");
            await transaction.CommitAsync();
        }

        (await change).Code.ShouldBe("campaign.changed");
        client.AtAmazon.ShouldHaveSingleItem().Name.ShouldBe(client.Name);
    }

    [Fact]
    public async Task A_change_during_another_one_is_refused_and_no_change_is_lost()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        var before = world.Amazon.Calls.Count(Routes.UpdateCampaigns);
        Task<ApiAnswer> first;
        using (world.Amazon.Hold(Routes.UpdateCampaigns))
        {
            first = client.PatchAsync(id, """{"name":"First"}""");
            await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.UpdateCampaigns) > before, "The first change is at Amazon");
            (await client.PatchAsync(id, """{"budget":7}""")).Code.ShouldBe("campaign.change_in_progress");
        }

        (await first).Status.ShouldBe(HttpStatusCode.OK);
        (await client.PatchAsync(id, """{"budget":7}""")).Status.ShouldBe(HttpStatusCode.OK);
        var end = await client.GetAsync(id);
        (end.Text("campaign_name"), end.GetProperty("budget").GetDecimal()).ShouldBe(("First", 7m));
    }

    [Fact]
    public async Task A_read_that_lags_behind_the_last_change_is_no_basis_for_another()
    {
        using var client = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        world.Campaigns.Delay = TimeSpan.FromMinutes(1);
        try
        {
            (await client.PatchAsync(id, """{"name":"First"}""")).Status.ShouldBe(HttpStatusCode.OK);

            var second = await client.PatchAsync(id, """{"budget":7}""");

            (second.Status, second.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "campaign.not_visible_yet"));
            (await client.GetAsync(id, "?live=true")).Text("campaign_name").ShouldBe("First");
        }
        finally
        {
            world.Campaigns.Delay = TimeSpan.Zero;
        }
    }
}
