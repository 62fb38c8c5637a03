using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Managers with more links than Amazon returns: the response is limited to fifty.</summary>
public sealed class ManyLinksTests(ManyLinksTests.World world) : IClassFixture<ManyLinksTests.World>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task A_manager_with_fifty_links_is_marked_as_incomplete_and_keeps_its_earlier_links()
    {
        world.Freeze("northwind");
        using var person = await world.ConnectedAsync("northwind");
        var amazon = world.Amazon.World("northwind");
        var gone = amazon.Managers(AdsRegion.Na).Single().Links.Where(l => l is { Returned: true, AccountType: "SELLER" or "VENDOR" }).Take(3)
            .Select(l => l.ProfileId!.Value).ToArray();
        amazon.RemoveProfiles(gone); // their links go, and hidden ones move up

        for (var i = 0; i < 3; i++) (await person.SyncAsync()).Status().ShouldBe("success");

        var stored = await Snapshot.StoredAsync(world, person);
        stored.Where(l => l.StartsWith("manager", StringComparison.Ordinal) && l.EndsWith("NA False", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        foreach (var profile in gone)
            stored.ShouldContain(l => l.Contains(" links ", StringComparison.Ordinal) && l.EndsWith(profile.ToString(), StringComparison.Ordinal));
        stored.Where(l => l.Contains(" links ", StringComparison.Ordinal)).Count().ShouldBeGreaterThan(3 * 50);
    }

    [Fact]
    public async Task An_account_that_an_incomplete_list_of_links_lacks_is_not_reported_as_not_found()
    {
        var amazon = world.Amazon.World("northwind");
        var links = amazon.Managers(AdsRegion.Na).Single().Links;
        var profiles = links.Where(l => l is { Returned: true, AccountType: "SELLER" or "VENDOR" }).Take(3).Select(l => l.ProfileId!.Value).ToArray();
        var hidden = links.First(l => l is { Returned: false, AccountType: "MARKETING_CLOUD" }).AccountId;
        amazon.RemoveProfiles(profiles); // hidden links move up
        using var person = await world.ConnectedAsync("northwind");
        amazon.RestoreProfiles(profiles);
        var id = (await person.AccountsAsync())[hidden].Text("id");

        var refreshed = await person.SendAsync(HttpMethod.Post, $"{Synced.Accounts}/{id}/sync");

        refreshed.Json.Text("code").ShouldBe("sync.listing_too_long");
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated =>
            new() { Accounts = 200, Agencies = 3, AdvertisersPerAgency = 30, Managers = 1, LinksPerManager = 70 };
    }
}
