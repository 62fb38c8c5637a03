using System.Globalization;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using FsCheck;
using FsCheck.Fluent;

namespace Accounts.IntegrationTests.Sync;

/// <summary>
/// Random worlds, random edits, random faults, two logins and two instances: whatever happened, once all is quiet what is stored is what Amazon
/// has. <c>ACCOUNTS_WORLDS</c> asks for more of them, <c>ACCOUNTS_WORLDS_SEED</c> for one again.
/// </summary>
public sealed class RandomWorldTests(RandomWorldTests.World world, ITestOutputHelper output) : IClassFixture<RandomWorldTests.World>, IAsyncDisposable
{
    /// <summary>A listing that two complete runs in a row show is settled: what is gone is known to be gone.</summary>
    private const int QuietRuns = 3;

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Stored_rows_match_amazon_after_random_edits_and_faults()
    {
        var other = await world.StartInstanceAsync();
        var worlds = int.Parse(Environment.GetEnvironmentVariable("ACCOUNTS_WORLDS") ?? "4", CultureInfo.InvariantCulture);
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("ACCOUNTS_WORLDS_SEED") ?? "1", CultureInfo.InvariantCulture);
        var sequences = Gen.Sample(ChangeSequence.Any, worlds, new Rnd(seed, 1), size: 30).ToArray();

        for (var i = 0; i < sequences.Length; i++)
        {
            output.WriteLine($"seed {seed}, sequence {i}: {sequences[i]}");
            await PlayAsync(sequences[i], other, $"seed {seed}, sequence {i}: {sequences[i]}");
        }
    }

    private async Task PlayAsync(ChangeSequence sequence, Uri other, string what)
    {
        world.ResetAmazon();
        string[] logins = ["northwind", "contoso"];
        foreach (var login in logins)
        {
            world.Amazon.World(login).Resize(sequence.Accounts);
            world.Freeze(login);
        }

        using var person = world.NewPerson();
        await world.ConnectAndFollowAsync(person, "northwind");
        await world.ConnectAndFollowAsync(person, "contoso", "?connection=new");
        foreach (var (change, index) in sequence.Changes.Select((change, index) => (change, index)))
        {
            change.Apply(world);
            await SyncAsync(person, index % 2 == 0 ? world.Address : other);
            (await DoubledAsync(person)).ShouldBe(0, what);
        }

        world.Amazon.ClearFaults();
        for (var i = 0; i < QuietRuns; i++) (await SyncAsync(person, world.Address)).Status().ShouldBe("success", what);
        Snapshot.ShouldBe(await Snapshot.StoredAsync(world, person), Snapshot.OfAmazon([.. logins.Select(world.Amazon.World)]), what);
    }

    private static async Task<System.Text.Json.JsonElement> SyncAsync(Person person, Uri instance)
    {
        var started = await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: instance);
        return await person.FollowAsync(started.Json.Text("sync_id")!, instance);
    }

    private async Task<long> DoubledAsync(Person person) => await world.Database.Owner.ScalarAsync<long>(
        "select count(*) - count(distinct amazon_account_id) from public.user_accounts where user_id = $1", await world.UserIdAsync(person));

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated => new()
        {
            Accounts = 300,
            SharedAccounts = 60,
            Agencies = 6,
            SharedAgencies = 2,
            AdvertisersPerAgency = 110,
            Managers = 2,
            LinksPerManager = 14,
        };
    }
}
