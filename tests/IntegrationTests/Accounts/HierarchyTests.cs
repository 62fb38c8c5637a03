using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Accounts;

public sealed class HierarchyTests : IClassFixture<WholeWorld>
{
    private readonly WholeWorld _world;
    private readonly AmazonWorld _amazon;

    public HierarchyTests(WholeWorld world)
    {
        _world = world;
        _amazon = world.Amazon.World("northwind");
        world.Freeze("northwind");
    }

    [Fact]
    public async Task Managers_contain_accounts_and_accounts_contain_profiles()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var owners = _amazon.Accounts.SelectMany(a => a.AlternateIds.Where(i => i.ProfileId is not null)
            .Select(i => (Profile: i.ProfileId!.Value, a.Id))).ToDictionary(o => o.Profile, o => o.Id);

        var tree = (await person.GetAsync("/api/v1/accounts/hierarchy")).Json;

        var managers = tree.GetProperty("managers").EnumerateArray().ToDictionary(m => m.Text("id")!);
        foreach (var manager in Enum.GetValues<AdsRegion>().SelectMany(_amazon.Managers))
        {
            var expected = manager.Links.Where(l => l.Returned)
                .Select(l => l.AccountType == "MARKETING_CLOUD"
                    ? l.AccountId : l.DspAdvertiserId ?? (l.ProfileId is { } id ? owners.GetValueOrDefault(id, id.ToString()) : l.AccountId));
            Ids(managers[manager.Id].GetProperty("children")).ShouldBe(expected.Distinct().Order(StringComparer.Ordinal));
        }

        var seller = Flat(tree.GetProperty("managers")).First(n => n.Text("kind") == "account" && n.GetProperty("children").GetArrayLength() > 0);
        seller.GetProperty("children").EnumerateArray().ShouldAllBe(p => owners[long.Parse(p.Text("id")!)] == seller.Text("id"));
        seller.Text("row_id").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_tree_contains_every_account_and_advertiser()
    {
        using var person = await _world.ConnectedAsync("northwind");

        var tree = (await person.GetAsync("/api/v1/accounts/hierarchy")).Json;

        var accounts = Flat(tree.GetProperty("managers")).Concat(tree.GetProperty("accounts").EnumerateArray())
            .Where(n => n.Text("kind") == "account").Select(n => n.Text("id")).ToHashSet();
        _amazon.Accounts.ShouldAllBe(a => accounts.Contains(a.Id));
        var agencies = tree.GetProperty("agencies").EnumerateArray().ToDictionary(a => a.Text("id")!);
        foreach (var agency in Enum.GetValues<AdsRegion>().SelectMany(_amazon.Agencies))
        {
            var children = agencies[agency.Id.ToString()].GetProperty("children");
            Ids(children).ShouldBe(_amazon.Advertisers(agency.Id).Select(a => a.Id).Order(StringComparer.Ordinal));
            children.EnumerateArray()
                .ShouldAllBe(c => c.Text("kind") == "dsp_advertiser" && c.Text("row_id") != null && c.Text("status") == "active");
        }
    }

    private static IEnumerable<string> Ids(JsonElement nodes) => nodes.EnumerateArray().Select(n => n.Text("id")!).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Flat(JsonElement nodes) =>
        nodes.EnumerateArray().SelectMany(n => Flat(n.GetProperty("children")).Prepend(n));
}
