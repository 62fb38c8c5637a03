using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>All data of a login, of every kind and in every region.</summary>
public sealed class FullSyncTests : IClassFixture<WholeWorld>, IAsyncDisposable
{
    private readonly WholeWorld _world;

    public FullSyncTests(WholeWorld world)
    {
        _world = world;
        world.Freeze("northwind");
        world.Freeze("contoso");
    }

    public async ValueTask DisposeAsync() => await _world.SettleAsync();

    [Fact]
    public async Task A_first_sync_stores_each_row_once_with_correct_links()
    {
        using var person = _world.NewPerson();

        var run = await _world.ConnectAndFollowAsync(person, "northwind");

        run.Status().ShouldBe("success", run.ToString());
        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person), Snapshot.OfAmazon(_world.Amazon.World("northwind")));
        run.Progress("created").ShouldBe(run.Progress("accounts_seen"));
    }

    [Fact]
    public async Task The_rows_of_two_logins_are_merged()
    {
        using var person = _world.NewPerson();
        await _world.ConnectAndFollowAsync(person, "northwind");

        await _world.ConnectAndFollowAsync(person, "contoso", "?connection=new");

        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person),
            Snapshot.OfAmazon(_world.Amazon.World("northwind"), _world.Amazon.World("contoso")));
    }

    [Fact]
    public async Task A_second_sync_of_unchanged_data_rewrites_no_row()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var before = await RowsAsync(person);

        var run = await person.SyncAsync();

        (run.Status(), run.Progress("created"), run.Progress("updated"), run.Progress("deactivated")).ShouldBe(("success", 0, 0, 0));
        (await RowsAsync(person)).ShouldBe(before);
    }

    [Fact]
    public async Task Only_the_requested_types_are_listed()
    {
        using var person = await _world.ConnectedAsync("northwind");
        _world.Amazon.ClearCalls();

        var run = await person.SyncAsync("""{"account_types":["amc"]}""");

        run.Status().ShouldBe("success", run.ToString());
        _world.Amazon.Calls.Count(Routes.ListManagers).ShouldBe(3);
        (_world.Listings(), _world.Amazon.Calls.Count(Routes.ListProfiles), _world.Amazon.Calls.Count(Routes.ListAdvertisers)).ShouldBe((0, 0, 0));
        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person), Snapshot.OfAmazon(_world.Amazon.World("northwind")));
    }

    [Fact]
    public async Task Profiles_are_requested_without_paging()
    {
        using var person = await _world.ConnectedAsync("northwind");

        var asked = _world.Amazon.Calls.Recent.Where(c => c.Route == Routes.ListProfiles).ToArray();

        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(c => c.Query == "?accessLevel=view" || c.Query == "?accessLevel=edit");
    }

    [Fact]
    public async Task Each_profile_stores_its_access_level()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var amazon = _world.Amazon.World("northwind");
        var expected = Enum.GetValues<AdsRegion>().SelectMany(amazon.Profiles).ToDictionary(p => p.Id.ToString(), p => p.ViewOnly ? "view" : "edit");
        expected.Values.Distinct().Count().ShouldBe(2);

        var stored = await _world.Database.Owner.ScalarAsync<string[]>(
            "select array(select profile_id || ' ' || access_level from public.account_profiles where user_id = $1)",
            await _world.UserIdAsync(person));

        stored!.Order().ShouldBe(expected.Select(e => $"{e.Key} {e.Value}").Order());
    }

    /// <summary>Version of every row of every kind.</summary>
    private async Task<string?> RowsAsync(Person person) => await _world.Database.Owner.ScalarAsync<string>(
        """
        select (select string_agg(xmin::text, ',' order by id) from public.user_accounts where user_id = $1)
          || (select string_agg(xmin::text, ',' order by id) from public.account_profiles where user_id = $1)
          || (select string_agg(xmin::text, ',' order by id) from public.manager_accounts where user_id = $1)
          || (select string_agg(xmin::text, ',' order by id) from public.account_relationships where user_id = $1)
        """, await _world.UserIdAsync(person));
}
