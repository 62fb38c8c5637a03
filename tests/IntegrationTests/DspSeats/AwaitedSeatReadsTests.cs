using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>An instance that reads the seats of one advertiser at a time.</summary>
public sealed class OneReadAtATime(TestServers servers) : SeatsWorld(servers)
{
    protected override (string Name, string Value)[] Changes =>
        [.. base.Changes, ("Jobs:Concurrency:DspSeats", "1"), ("Seats:MaxWait", "00:00:20")];
}

public sealed class AwaitedSeatReadsTests(OneReadAtATime world) : IClassFixture<OneReadAtATime>
{
    [Fact]
    public async Task Reads_that_somebody_waits_for_come_before_those_in_the_background()
    {
        var (person, _) = await world.StartAsync();
        using var _ = person;
        var user = await world.UserIdAsync(person);
        var advertisers = await AdvertisersAsync(user);
        var (first, background, refreshed, joined, viewed) =
            (advertisers[0], advertisers[1..^3], advertisers[^3], advertisers[^2], advertisers[^1]);
        background.Length.ShouldBeGreaterThan(1);
        Task views;
        using (world.Amazon.Hold(Routes.ListSeats))
        {
            await QueueAsync(user, first);
            await Eventually.IsTrueAsync(() => world.Reads == 1);
            await QueueAsync(user, [.. background, refreshed, joined]);

            views = Task.WhenAll(person.ReadAsync(joined), person.ReadAsync(viewed));
            await Eventually.IsTrueAsync(async () => await ViewsAsync(user) == 2);
            (await person.RefreshAsync(refreshed)).Code.ShouldBe("seats.sync_running");
        }

        await views;
        await Eventually.IsTrueAsync(async () => (await ReadsAsync(user)).Length == advertisers.Length);
        var order = await ReadsAsync(user);
        order[0].ShouldBe(first);
        order[1..4].ShouldBe([refreshed, joined, viewed], ignoreOrder: true);
    }

    private Task<string[]> AdvertisersAsync(Guid user) => world.Database.Owner.ScalarAsync<string[]>(
        "select array_agg(amazon_account_id order by amazon_account_id) from public.user_accounts where user_id = $1 and account_type = 'dsp'",
        user)!;

    private Task<int> QueueAsync(Guid user, params string[] advertisers) => world.Database.Owner.ExecuteAsync(
        "insert into accounts_internal.jobs (user_id, kind, key) select $1, 'dsp_seats', unnest($2::text[])", user, advertisers);

    private Task<long> ViewsAsync(Guid user) =>
        world.Database.Owner.ScalarAsync<long>("select count(*) from public.dsp_seat_snapshots where user_id = $1", user);

    /// <summary>The advertisers in the order in which their reads ended.</summary>
    private Task<string[]> ReadsAsync(Guid user) => world.Database.Owner.ScalarAsync<string[]>(
        "select coalesce(array_agg(advertiser_id order by completed_at), '{}') from public.dsp_seats_sync_log where user_id = $1", user)!;
}
