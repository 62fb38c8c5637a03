using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>A failed listing reports its own error and does not affect the others.</summary>
public sealed class PartialRunTests(WholeWorld world) : IClassFixture<WholeWorld>, IAsyncDisposable
{
    private readonly AmazonWorld _amazon = world.Amazon.World("northwind");

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Theory]
    [InlineData(401, "amazon.no_access")]
    [InlineData(403, "amazon.forbidden")]
    [InlineData(404, "amazon.not_found")]
    [InlineData(500, "amazon.unavailable")]
    public async Task A_failed_agency_does_not_affect_other_listings(int status, string code)
    {
        using var person = world.NewPerson();
        var agency = _amazon.Agencies(AdsRegion.Eu).First();
        world.Amazon.Inject(new Fault { Route = Routes.ListAdvertisers, Kind = FaultKind.Status, Status = status, Scope = agency.Id.ToString() });

        var run = await world.ConnectAndFollowAsync(person, "northwind");

        run.Status().ShouldBe("partial", run.ToString());
        var error = run.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        (error.Text("scope"), error.Text("region"), error.Text("profile_id"), error.Text("code"))
            .ShouldBe(("dsp_advertisers", "EU", agency.Id.ToString(), code));
        var stored = await Snapshot.StoredAsync(world, person);
        var lost = _amazon.Advertisers(agency.Id).Select(a => a.Id).ToHashSet();
        Snapshot.ShouldBe(stored,
            [.. Snapshot.OfAmazon(_amazon)
                .Where(l => !lost.Any(id => l.Contains(id, StringComparison.Ordinal) && !l.StartsWith("manager", StringComparison.Ordinal)))]);
    }

    [Theory]
    [InlineData(Routes.ListProfiles, "profiles")]
    [InlineData(Routes.ListManagers, "managers")]
    public async Task A_failed_region_does_not_affect_other_regions(string route, string scope)
    {
        using var person = world.NewPerson();
        world.Amazon.Inject(new Fault { Route = route, Kind = FaultKind.Status, Status = 403, Region = AdsRegion.Fe });

        var run = await world.ConnectAndFollowAsync(person, "northwind");

        run.Status().ShouldBe("partial");
        var error = run.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        (error.Text("scope"), error.Text("region"), error.Text("code")).ShouldBe((scope, "FE", "amazon.forbidden"));
        world.Amazon.ClearFaults();
        (await person.SyncAsync()).Status().ShouldBe("success");
        Snapshot.ShouldBe(await Snapshot.StoredAsync(world, person), Snapshot.OfAmazon(_amazon));
    }

    [Fact]
    public async Task An_invalid_grant_fails_every_listing_of_its_connection_with_reauthorization_required()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.RevokeGrants("northwind");
        await world.Database.Owner.ExecuteAsync("update public.oauth_tokens set expires_at = app.now() where user_id = $1",
            await world.UserIdAsync(person));
        world.Amazon.ClearCalls();

        var run = await person.SyncAsync();

        run.Status().ShouldBe("failed");
        run.GetProperty("errors").EnumerateArray().Select(e => e.Text("code")).Distinct().ShouldBe(["connection.reauthorization_required"]);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await person.AccountsAsync()).Values.ShouldAllBe(a => a.Text("status") == "error");
    }

    [Fact]
    public async Task An_agency_resumes_at_the_page_that_failed()
    {
        using var person = world.NewPerson();
        var agency = _amazon.Agencies(AdsRegion.Na).First();
        world.Amazon.Inject(
            new Fault { Route = Routes.ListAdvertisers, Kind = FaultKind.Status, Status = 403, Scope = agency.Id.ToString(), Skip = 1 });
        (await world.ConnectAndFollowAsync(person, "northwind")).Status().ShouldBe("partial");
        world.Amazon.ClearFaults();
        world.Amazon.ClearCalls();

        (await person.SyncAsync()).Status().ShouldBe("success");

        Asked(agency.Id).ShouldBe(["?startIndex=100&count=100"]);
        Snapshot.ShouldBe(await Snapshot.StoredAsync(world, person), Snapshot.OfAmazon(_amazon));
    }

    private string[] Asked(long agency) =>
        [.. world.Amazon.Calls.Recent.Where(c => c.Route == Routes.ListAdvertisers && c.Scope == agency.ToString()).Select(c => c.Query)];
}
