using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Accounts that Amazon no longer lists: only two consecutive complete listings make them inactive.</summary>
public sealed class VanishedTests : IClassFixture<WholeWorld>, IAsyncDisposable
{
    private readonly WholeWorld _world;
    private readonly AmazonWorld _amazon;

    public VanishedTests(WholeWorld world)
    {
        _world = world;
        _amazon = world.Amazon.World("northwind");
        world.Freeze("northwind");
    }

    public async ValueTask DisposeAsync() => await _world.SettleAsync();

    [Fact]
    public async Task An_account_becomes_inactive_after_two_complete_listings_without_it_and_active_when_listed_again()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var account = _amazon.Accounts.First(a => a.Status == "CREATED").Id;
        var advertiser = _amazon.Advertisers(_amazon.Agencies(AdsRegion.Na).First().Id).First().Id;
        var manager = _amazon.Managers(AdsRegion.Eu).Last();
        var others = _amazon.Managers(AdsRegion.Eu).Where(m => m.Id != manager.Id).SelectMany(m => m.Links).Select(l => l.AccountId).ToHashSet();
        var clouds = manager.Links.Where(l => l.AccountType == "MARKETING_CLOUD" && !others.Contains(l.AccountId)).Select(l => l.AccountId).ToArray();
        var cloud = clouds[0];
        _amazon.Remove(account);
        _amazon.RemoveAdvertisers(advertiser);
        _amazon.RemoveManagers(manager.Id);

        var first = await person.SyncAsync();
        (await StatusesAsync(person, account, advertiser, cloud)).ShouldBe(["active", "active", "active"]);
        var second = await person.SyncAsync();
        (await StatusesAsync(person, account, advertiser, cloud)).ShouldBe(["inactive", "inactive", "inactive"]);

        (first.Progress("deactivated"), second.Progress("deactivated")).ShouldBe((0, 2 + clouds.Length));
        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person), Snapshot.OfAmazon(_amazon));
        (await person.SyncAsync()).Progress("deactivated").ShouldBe(0);

        _amazon.Restore(account);
        _amazon.RestoreAdvertisers(advertiser);
        _amazon.RestoreManagers(manager.Id);
        await person.SyncAsync();
        (await StatusesAsync(person, account, advertiser, cloud)).ShouldBe(["active", "active", "active"]);
        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person), Snapshot.OfAmazon(_amazon));
    }

    [Fact]
    public async Task The_advertisers_of_a_missing_agency_become_inactive()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var agency = _amazon.Agencies(AdsRegion.Fe).First().Id;
        _amazon.RemoveProfiles(agency);

        await person.SyncAsync();
        (await InactiveAsync(person)).ShouldBe(0);
        var run = await person.SyncAsync();

        run.Progress("deactivated").ShouldBe(120);
        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person), Snapshot.OfAmazon(_amazon));
    }

    [Fact]
    public async Task Repeated_partial_runs_count_no_account_as_missing()
    {
        using var person = await _world.ConnectedAsync("northwind");
        _amazon.Remove([.. _amazon.Accounts.Take(20).Select(a => a.Id)]);
        _world.Amazon.Inject(new Fault { Route = Routes.ListManagers, Kind = FaultKind.Status, Status = 403, Region = AdsRegion.Na });

        for (var i = 0; i < 3; i++) (await person.SyncAsync()).Status().ShouldBe("partial");

        (await InactiveAsync(person)).ShouldBe(0);
        (await _world.Database.Owner.ScalarAsync<int>("select max(missed_listings) from public.user_accounts where user_id = $1",
            await _world.UserIdAsync(person))).ShouldBe(0);
    }

    [Fact]
    public async Task A_resumed_listing_counts_the_accounts_of_both_runs_as_seen()
    {
        using var person = await _world.ConnectedAsync("northwind");
        for (var i = 0; i < 3; i++)
        {
            _world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 403, Skip = 1 });
            (await person.SyncAsync()).Status().ShouldBe("partial");
            _world.Amazon.ClearFaults();
            (await person.SyncAsync()).Status().ShouldBe("success");
        }

        (await InactiveAsync(person)).ShouldBe(0);
    }

    [Fact]
    public async Task A_disconnected_account_never_becomes_inactive()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var account = _amazon.Accounts.First().Id;
        await _world.Database.Owner.ExecuteAsync(
            "update public.user_accounts set status = 'disconnected' where user_id = $1 and amazon_account_id = $2", await _world.UserIdAsync(person),
            account);
        _amazon.Remove(account);

        for (var i = 0; i < 3; i++) await person.SyncAsync();

        (await StatusesAsync(person, account)).ShouldBe(["disconnected"]);
    }

    [Fact]
    public async Task A_missing_account_keeps_the_time_at_which_it_was_last_seen()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var account = _amazon.Accounts.First().Id;
        var seen = (await person.AccountsAsync())[account].Text("last_synced_at");
        _amazon.Remove(account);

        await person.SyncAsync();

        string.CompareOrdinal((await person.AccountsAsync())[account].Text("last_synced_at"), seen).ShouldBeLessThanOrEqualTo(0);
    }

    private async Task<string[]> StatusesAsync(Person person, params string[] ids)
    {
        var user = await _world.UserIdAsync(person);
        var statuses = new List<string>();
        foreach (var id in ids)
        {
            statuses.Add(
                (await _world.Database.Owner.ScalarAsync<string>(
                    "select status from public.user_accounts where user_id = $1 and amazon_account_id = $2", user, id))!);
        }

        return [.. statuses];
    }

    private async Task<long> InactiveAsync(Person person) => await _world.Database.Owner.ScalarAsync<long>(
        "select count(*) from public.user_accounts where user_id = $1 and status = 'inactive'", await _world.UserIdAsync(person));
}
