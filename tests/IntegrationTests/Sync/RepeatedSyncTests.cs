using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

public sealed class RepeatedSyncTests : IClassFixture<ApiWorld>, IAsyncDisposable
{
    private readonly ApiWorld _world;
    private readonly AmazonWorld _amazon;

    public RepeatedSyncTests(ApiWorld world)
    {
        _world = world;
        _amazon = world.Amazon.World("northwind");
        world.Freeze("northwind");
    }

    public async ValueTask DisposeAsync() => await _world.SettleAsync();

    [Fact]
    public async Task Unchanged_accounts_are_not_rewritten_and_still_count_as_synced()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var (before, shown) = (await _world.VersionsAsync(person), await person.AccountsAsync());

        var run = await person.SyncAsync();

        (run.Progress("created"), run.Progress("updated"), run.Progress("unchanged")).ShouldBe((0, 0, 250));
        (await _world.VersionsAsync(person)).ShouldBe(before, ignoreOrder: true);
        var now = await person.AccountsAsync();
        now.Values.ShouldAllBe(a => Synced(a) > Synced(shown[a.Text("amazon_account_id")!]));
        now.Values.ShouldAllBe(a => a.Text("updated_at") == shown[a.Text("amazon_account_id")!].Text("updated_at"));
    }

    [Fact]
    public async Task A_changed_name_rewrites_only_that_row()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var before = await _world.VersionsAsync(person);
        var renamed = _amazon.Accounts.ElementAt(120).Id;
        _amazon.Rename(renamed, "Renamed & Sons");

        var run = await person.SyncAsync();

        (run.Progress("created"), run.Progress("updated"), run.Progress("unchanged")).ShouldBe((0, 1, 249));
        (await _world.VersionsAsync(person)).Where(v => before[v.Key] != v.Value).Select(v => v.Key).ShouldBe([renamed]);
        (await person.AccountsAsync())[renamed].Text("account_name").ShouldBe("Renamed & Sons");
    }

    [Fact]
    public async Task Metadata_that_the_sync_does_not_own_is_kept_and_causes_no_rewrite()
    {
        using var person = await _world.ConnectedAsync("northwind");
        await _world.Database.Owner.ExecuteAsync(
            """update public.user_accounts set metadata = metadata || '{"refresh_failures": 3}' where user_id = $1""",
            await _world.UserIdAsync(person));
        var renamed = _amazon.Accounts.ElementAt(7).Id;
        _amazon.Rename(renamed, "Another name");

        var run = await person.SyncAsync();

        (run.Progress("updated"), run.Progress("unchanged")).ShouldBe((1, 249));
        (await person.AccountsAsync())[renamed].GetProperty("metadata").GetProperty("refresh_failures").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_disconnected_account_stays_disconnected()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var account = _amazon.Accounts.ElementAt(3).Id;
        await _world.Database.Owner.ExecuteAsync(
            "update public.user_accounts set status = 'disconnected' where user_id = $1 and amazon_account_id = $2", await _world.UserIdAsync(person),
            account);
        _amazon.Rename(account, "Still disconnected");
        _amazon.SetStatus(account, "CREATED");

        await person.SyncAsync();

        var row = (await person.AccountsAsync())[account];
        (row.Text("status"), row.Text("api_status"), row.Text("account_name")).ShouldBe(("disconnected", "CREATED", "Still disconnected"));
    }

    [Fact]
    public async Task Errors_that_amazon_no_longer_lists_are_removed()
    {
        using var person = await _world.ConnectedAsync("northwind");
        var account = _amazon.Accounts.First(a => a.Status == "PARTIALLY_CREATED").Id;
        (await person.AccountsAsync())[account].GetProperty("metadata").GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
        _amazon.SetStatus(account, "CREATED");

        await person.SyncAsync();

        (await person.AccountsAsync())[account].GetProperty("metadata").GetProperty("errors").EnumerateObject().ShouldBeEmpty();
    }

    private static DateTimeOffset Synced(JsonElement account) => account.GetProperty("last_synced_at").GetDateTimeOffset();
}
