using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>Scripts read and change a world through the control API.</summary>
public sealed class ControlTests : SimulatorTest
{
    private readonly HttpClient _script = new();

    private AmazonWorld World => Simulators.World("northwind");

    [Fact]
    public async Task The_control_api_returns_the_world_that_tests_see()
    {
        var agency = World.Agencies(AdsRegion.Eu).Single();

        var agencies = await GetAsync("agencies?region=eu");
        var advertisers = await GetAsync($"agencies/{agency.Id}/advertisers");
        var managers = await GetAsync("managers?region=fe");
        var profiles = await GetAsync("profiles?region=NA");

        agencies.Select(a => a!["accountInfoId"]!.GetValue<string>()).ShouldBe([agency.AccountInfoId]);
        advertisers.Select(a => a!["id"]!.GetValue<string>()).ShouldBe(World.Advertisers(agency.Id).Select(a => a.Id));
        managers.Single()!["links"]!.AsArray().Select(link => link!["returned"]!.GetValue<bool>()).ShouldBe(Enumerable.Repeat(true, 12));
        profiles.Count.ShouldBe(World.Profiles(AdsRegion.Na).Count());
    }

    [Fact]
    public async Task The_control_api_removes_restores_and_renames()
    {
        var agency = World.Agencies(AdsRegion.Na).Single().Id;
        var advertisers = World.Advertisers(agency).Select(a => a.Id).ToArray();
        var manager = World.Managers(AdsRegion.Na).Single().Id;

        (await PostAsync("advertisers/remove", advertisers[0], "1")).ShouldBe("""{"removed":1}""");
        (await PostAsync("managers/remove", manager)).ShouldBe("""{"removed":1}""");
        using var renamed = await _script.PatchAsJsonAsync(Address("advertisers"), new { id = advertisers[1], name = "New name" }, Ct);
        using var unknown = await _script.PatchAsJsonAsync(Address("advertisers"), new { id = "1", name = "New name" }, Ct);

        World.Advertisers(agency).Select(a => a.Id).ShouldBe(advertisers[1..]);
        World.Advertisers(agency).First().Name.ShouldBe("New name");
        World.Managers(AdsRegion.Na).ShouldBeEmpty();
        (renamed.StatusCode, unknown.StatusCode).ShouldBe((System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.NotFound));

        (await PostAsync("profiles/remove", $"{agency}")).ShouldBe("""{"removed":1}""");
        World.Agencies(AdsRegion.Na).ShouldBeEmpty();
        (await PostAsync("profiles/restore", $"{agency}")).ShouldBe("""{"restored":1}""");
        (await PostAsync("advertisers/restore", advertisers[0])).ShouldBe("""{"restored":1}""");
        (await PostAsync("managers/restore", manager)).ShouldBe("""{"restored":1}""");
        World.Managers(AdsRegion.Na).Single().Links.Count.ShouldBe(12);

        using var cleared = await _script.DeleteAsync(Address("edits"), Ct);
        World.Advertisers(agency).ShouldNotContain(a => a.Name == "New name");
    }

    [Fact]
    public async Task The_control_api_injects_a_fault_for_one_scope()
    {
        using var caller = As("northwind");
        var agency = World.Agencies(AdsRegion.Na).Single().Id;

        using var planned = await _script.PostAsJsonAsync(
            new Uri(Simulators.Address, "control/faults"),
            new { route = "dsp.advertisers.list", kind = "status", status = 503, scope = $"{agency}", times = 1 }, Ct);

        (await caller.GetAsync("/dsp/advertisers", scope: $"{agency}")).Status.ShouldBe(503);
        (await caller.GetAsync("/dsp/advertisers", scope: $"{agency}")).Status.ShouldBe(200);
    }

    private Uri Address(string path) => new(Simulators.Address, "control/worlds/northwind/" + path);

    private async Task<JsonArray> GetAsync(string path) => JsonNode.Parse(await _script.GetStringAsync(Address(path), Ct))!.AsArray();

    private async Task<string> PostAsync(string path, params string[] ids)
    {
        using var answer = await _script.PostAsJsonAsync(Address(path), new { ids }, Ct);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
