using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>A login with more profiles in a region than Amazon returns in one answer, among them no agency.</summary>
public sealed class TruncatedListingTests(WholeWorld world) : IClassFixture<WholeWorld>, IAsyncDisposable
{
    private static readonly string Full = $"[{string.Join(',', Enumerable.Range(1, 5000).Select(i =>
        $$$"""{"profileId":{{{i}}},"countryCode":"JP","accountInfo":{"type":"seller"}}"""))}]";

    private readonly AmazonWorld _amazon = world.Amazon.World("northwind");

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task An_agency_that_a_full_answer_lacks_is_listed_by_its_type()
    {
        using var person = await world.ConnectedAsync("northwind");

        for (var i = 0; i < 2; i++)
        {
            Answer(times: 1); // the first call, which has no filter
            (await person.SyncAsync()).Status().ShouldBe("success");
        }

        (await InactiveAsync(person)).ShouldBe(0);
        (await ProfilesAsync(person)).ShouldBe(5000 + _amazon.Profiles(AdsRegion.Fe).Count());
    }

    [Fact]
    public async Task A_listing_that_is_too_long_for_Amazon_says_so_and_nothing_goes_missing()
    {
        using var person = await world.ConnectedAsync("northwind");
        Answer();

        for (var i = 0; i < 3; i++)
        {
            world.Amazon.ClearCalls();

            var run = await person.SyncAsync();

            run.Status().ShouldBe("partial");
            var error = run.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
            (error.Text("scope"), error.Text("region"), error.Text("code")).ShouldBe(("profiles", "FE", "sync.listing_too_long"));
            // Each run lists it from the start.
            world.Amazon.Calls.Recent.Count(c => c is { Route: Routes.ListProfiles, Region: AdsRegion.Fe }).ShouldBe(8);
        }

        (await InactiveAsync(person)).ShouldBe(0);
        (await ProfilesAsync(person)).ShouldBe(5000 + _amazon.Profiles(AdsRegion.Fe).Count());
    }

    [Fact]
    public async Task A_listing_that_is_short_enough_again_is_complete()
    {
        using var person = await world.ConnectedAsync("northwind");
        Answer();
        await person.SyncAsync();
        world.Amazon.ClearFaults();

        for (var i = 0; i < 3; i++) (await person.SyncAsync()).Status().ShouldBe("success");

        (await ProfilesAsync(person)).ShouldBe(_amazon.Profiles(AdsRegion.Fe).Count());
    }

    private void Answer(int? times = null) => world.Amazon.Inject(
        new Fault { Route = Routes.ListProfiles, Region = AdsRegion.Fe, Kind = FaultKind.Status, Status = 200, Body = Full, Times = times });

    private async Task<long> InactiveAsync(Person person) => await world.Database.Owner.ScalarAsync<long>(
        "select count(*) from public.user_accounts where user_id = $1 and status = 'inactive'", await world.UserIdAsync(person));

    private async Task<long> ProfilesAsync(Person person) => await world.Database.Owner.ScalarAsync<long>(
        "select count(*) from public.account_profiles where user_id = $1 and region = 'FE'", await world.UserIdAsync(person));
}
