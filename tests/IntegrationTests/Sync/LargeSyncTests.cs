using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Several pages of everything for two logins: 2,400 ads accounts, 600 profiles, 16 agencies with 250 DSP advertisers each.</summary>
public sealed class LargeSyncTests(LargeSyncTests.World world) : IClassFixture<LargeSyncTests.World>
{
    [Fact]
    public async Task A_large_sync_stores_each_row_once_with_correct_links_and_a_second_sync_rewrites_nothing()
    {
        world.Freeze("northwind");
        world.Freeze("contoso");
        using var person = world.NewPerson();
        await world.ConnectAndFollowAsync(person, "northwind");
        await world.ConnectAndFollowAsync(person, "contoso", "?connection=new");

        Snapshot.ShouldBe(await Snapshot.StoredAsync(world, person),
            Snapshot.OfAmazon(world.Amazon.World("northwind"), world.Amazon.World("contoso")));

        var again = await person.SyncAsync();
        (again.Status(), again.Progress("created"), again.Progress("updated"), again.Progress("deactivated")).ShouldBe(("success", 0, 0, 0));
        again.Progress("unchanged").ShouldBeGreaterThanOrEqualTo(2_400 + (16 * 250));
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated => new()
        {
            Accounts = 1_200,
            Profiles = 300,
            Agencies = 8,
            AdvertisersPerAgency = 250,
            Managers = 2,
            LinksPerManager = 30,
        };
    }
}
