using System.Text.Json;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Connections that reach the same profiles have warnings.</summary>
public sealed class OverlapTests(TwoConnectionsTests.World world) : IClassFixture<TwoConnectionsTests.World>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Connections_with_the_same_profiles_have_warnings_about_each_other()
    {
        using var person = await world.ConnectedAsync("northwind");
        (await WarningsAsync(person)).ShouldBe([[]]);
        await world.ConnectAndFollowAsync(person, "contoso", "?connection=new");
        var shared = Shared();
        shared.Length.ShouldBeGreaterThan(10);

        var connections = await ListAsync(person);

        var ids = connections.Select(c => c.GetProperty("id").GetString()).ToArray();
        foreach (var (connection, other) in connections.Zip(Enumerable.Reverse(ids)))
        {
            var warning = connection.GetProperty("warnings").EnumerateArray().ShouldHaveSingleItem();
            warning.EnumerateObject().Select(m => m.Name).ShouldBe(["code", "message", "connection_id", "profiles"]);
            warning.GetProperty("code").GetString().ShouldBe("connection.overlap");
            warning.GetProperty("connection_id").GetString().ShouldBe(other);
            warning.GetProperty("profiles").GetInt32().ShouldBe(shared.Length);
        }
    }

    [Fact]
    public async Task A_warning_is_kept_after_the_seen_rows_are_deleted_and_follows_the_newest_listing()
    {
        using var person = await BothAsync();
        var shared = Shared();
        await world.PassAsync(TimeSpan.FromDays(2));
        await world.Database.Owner.ExecuteAsync("select app.sweep_sync_seen(interval '1 day')");
        (await world.Database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.sync_seen where user_id = $1",
            await world.UserIdAsync(person))).ShouldBe(0);
        (await WarningsAsync(person)).ShouldBe([[shared.Length], [shared.Length]]);

        world.Amazon.World("contoso").RemoveProfiles(shared[..4]);
        await person.SyncAsync($$"""{"connection_id":"{{(await ListAsync(person))[1].GetProperty("id").GetString()}}"}""");
        (await WarningsAsync(person)).ShouldBe([[shared.Length - 4], [shared.Length - 4]]);

        world.Amazon.World("contoso").RemoveProfiles(shared);
        await person.SyncAsync();
        (await WarningsAsync(person)).ShouldBe([[], []]);
    }

    [Fact]
    public async Task A_revoked_connection_causes_no_warning()
    {
        using var person = await BothAsync();

        await person.SendAsync(HttpMethod.Delete, $"/api/v1/auth/connections/{(await ListAsync(person))[0].GetProperty("id").GetString()}");

        (await WarningsAsync(person)).ShouldBe([[]]);
    }

    [Fact]
    public async Task Connections_of_another_user_cause_no_warning()
    {
        using var other = await world.ConnectedAsync("northwind");
        using var person = await world.ConnectedAsync("contoso");
        await world.ConnectAndFollowAsync(person, "fabrikam", "?connection=new");

        (await WarningsAsync(person)).ShouldBe([[], []]);
    }

    private async Task<Person> BothAsync()
    {
        var person = await world.ConnectedAsync("northwind");
        await world.ConnectAndFollowAsync(person, "contoso", "?connection=new");
        return person;
    }

    private long[] Shared() => [.. Reached("northwind").Intersect(Reached("contoso"))];

    private IEnumerable<long> Reached(string login) =>
        Enum.GetValues<AdsRegion>().SelectMany(region => world.Amazon.World(login).Profiles(region)).Select(p => p.Id);

    private static async Task<JsonElement[]> ListAsync(Person person) =>
        [.. (await person.GetAsync("/api/v1/auth/connections")).Json.GetProperty("connections").EnumerateArray()];

    /// <summary>The number of shared profiles in each warning of each connection.</summary>
    private static async Task<int[][]> WarningsAsync(Person person) =>
        [.. (await ListAsync(person))
            .Select(c => c.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("profiles").GetInt32()).ToArray())];
}
