using System.Text.Json.Nodes;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>Tests remove and restore parts of a world.</summary>
public sealed class WorldEditsTests : SimulatorTest
{
    private AmazonWorld World => Simulators.World("northwind");

    [Fact]
    public async Task Removals_and_renames_are_visible_and_can_be_reverted()
    {
        using var caller = As("northwind");
        var agency = World.Agencies(AdsRegion.Na).Single();
        var all = World.Advertisers(agency.Id).Select(a => a.Id).ToArray();

        World.RemoveAdvertisers(all[1],
            Simulators.World("contoso").Advertisers(Simulators.World("contoso").Agencies(AdsRegion.Na).Single().Id).First().Id).ShouldBe(1);
        World.RenameAdvertiser(all[2], "New name").ShouldBeTrue();
        var edited = (await caller.AdvertisersAsync(agency)).Json;
        var gone = await caller.GetAsync("/dsp/advertisers/" + all[1], scope: $"{agency.Id}");
        World.RestoreAdvertisers(all[1]).ShouldBe(1);
        var restored = (await caller.AdvertisersAsync(agency)).Json;
        World.ClearEdits();

        IdsOf(edited).ShouldBe([all[0], all[2], all[3]]);
        (edited["totalResults"]!.GetValue<int>(), gone.Status).ShouldBe((3, 404));
        edited["response"]![1]!["name"]!.GetValue<string>().ShouldBe("New name");
        IdsOf(restored).ShouldBe(all);
        World.Advertisers(agency.Id).ShouldNotContain(a => a.Name == "New name");
    }

    [Fact]
    public async Task Removing_an_agency_removes_its_advertisers()
    {
        using var caller = As("northwind");
        var agency = World.Agencies(AdsRegion.Na).Single();

        World.RemoveProfiles(agency.Id).ShouldBe(1);
        var refused = await caller.AdvertisersAsync(agency);
        (World.Agencies(AdsRegion.Na).Count(), World.Advertisers(agency.Id).Count()).ShouldBe((0, 0));
        World.RestoreProfiles(agency.Id).ShouldBe(1);

        refused.Text("details").ShouldBe($"Not authorized to access scope {agency.Id}");
        IdsOf((await caller.AdvertisersAsync(agency)).Json).Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_link_is_removed_and_restored_together_with_its_target()
    {
        using var caller = As("northwind");
        var before = (await caller.GetAsync("/managerAccounts")).Body;
        var links = World.Managers(AdsRegion.Na).Single().Links;
        var seller = links.First(link => link.AccountType == "SELLER");
        var advertiser = links.First(link => link.AccountType == "DSP_ADVERTISING_ACCOUNT");

        World.RemoveProfiles(seller.ProfileId!.Value).ShouldBe(1);
        World.RemoveAdvertisers(advertiser.DspAdvertiserId!).ShouldBe(1);
        var told = LinksOf(await caller.ManagersAsync(AdsRegion.Na));
        World.ClearEdits();

        told.Length.ShouldBe(10);
        told.ShouldNotContain(link =>
            Text(link, "dspAdvertiserId") == advertiser.DspAdvertiserId || Text(link, "profileId") == $"{seller.ProfileId}");
        (await caller.GetAsync("/managerAccounts")).Body.ShouldBe(before);
    }

    [Fact]
    public async Task A_removed_manager_can_be_restored_and_managers_of_another_login_cannot_be_removed()
    {
        using var caller = As("northwind");
        var id = World.Managers(AdsRegion.Fe).Single().Id;

        World.RemoveManagers(id, Simulators.World("contoso").Managers(AdsRegion.Fe).Single().Id).ShouldBe(1);
        var without = await caller.ManagersAsync(AdsRegion.Fe);
        World.RestoreManagers(id).ShouldBe(1);

        without.ShouldBeEmpty();
        (await caller.ManagersAsync(AdsRegion.Fe)).Select(m => Text(m, "managerAccountId")).ShouldBe([id]);
    }

    private static string[] IdsOf(JsonNode page) => [.. page["response"]!.AsArray().Select(a => a!["advertiserId"]!.GetValue<string>())];

    private static JsonNode[] LinksOf(IEnumerable<JsonNode> managers) =>
        [.. managers.SelectMany(m => m["linkedAccounts"]!.AsArray()).OfType<JsonNode>()];

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
