using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>However many readers and instances there are, a snapshot is read once, and a crash leaves nothing behind.</summary>
public sealed class ConcurrentSeatReadersTests(TestServers servers)
{
    [Fact]
    public async Task A_hundred_readers_of_a_stale_snapshot_on_two_instances_cause_one_read()
    {
        await using var world = new SeatsWorld(servers);
        await world.InitializeAsync();
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var other = await world.StartInstanceAsync();
        await person.ReadAsync(advertiser);
        for (var round = 2; round <= 4; round++)
        {
            world.Northwind.Seats = new SeatsBehaviour { Edition = round };
            await world.PassAsync(Seats.Stale);
            world.Amazon.ClearCalls();

            var pages = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => person.ReadAsync(advertiser, "", n % 2 == 0 ? other : null)));

            world.Reads.ShouldBe(1);
            pages.ShouldAllBe(page => page.GetRawText().Contains($"DEAL-{advertiser}-1-{round}"));
        }
    }

    [Fact]
    public async Task An_instance_killed_while_it_reads_leaves_the_old_snapshot_and_no_stuck_conflict()
    {
        await using var world = new SeatsWorld(servers);
        await world.InitializeAsync();
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var user = await world.UserIdAsync(person);
        await person.ReadAsync(advertiser);
        var stored = await world.StoredAsync(advertiser, user);
        await world.StopInstanceAsync();
        var first = await world.StartProcessAsync(("Resilience:AttemptTimeout", "00:00:30"));
        world.Northwind.Seats = new SeatsBehaviour { PageSize = 2, Edition = 2 };
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.ListSeats, Kind = FaultKind.Stall, Skip = 1, Times = 1 });
        var cut = person.RefreshAsync(advertiser, instance: first.Address);
        await Eventually.IsTrueAsync(() => world.Reads == 2);

        await first.KillAsync();

        await Should.ThrowAsync<HttpRequestException>(cut);
        (await world.StoredAsync(advertiser, user)).ShouldBe(stored);
        var next = await world.StartInstanceAsync();
        await Eventually.IsTrueAsync(async () => (await person.RefreshAsync(advertiser, instance: next)).Status == HttpStatusCode.OK);
        (await person.ReadAsync(advertiser, "", next)).GetRawText().ShouldContain($"DEAL-{advertiser}-1-2");
    }
}
