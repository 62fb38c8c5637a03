using System.Globalization;
using System.Net;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.IntegrationTests.Auth;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>Snapshots that are refreshed without a request.</summary>
public sealed class SeatScheduleTests(SeatsWorld world) : IClassFixture<SeatsWorld>
{
    [Fact]
    public async Task A_snapshot_that_was_viewed_lately_is_refreshed_before_it_is_a_day_old()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);
        world.Northwind.Seats = new SeatsBehaviour { Edition = 2 };

        await world.AgeAsync(person, By("21 hours"));

        await Eventually.IsTrueAsync(async () =>
            (await world.StoredAsync(advertiser, await world.UserIdAsync(person)))!.Contains($"DEAL-{advertiser}-1-2", StringComparison.Ordinal));
        world.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task Snapshots_that_are_recent_or_that_nobody_viewed_lately_are_left_alone()
    {
        var (recent, advertiser) = await world.StartAsync();
        var (absent, _) = await world.StartAsync();
        var (due, _) = await world.StartAsync();
        using var first = recent;
        using var second = absent;
        using var third = due;
        foreach (var person in (Person[])[recent, absent, due]) await person.ReadAsync(advertiser);
        await world.AgeAsync(recent, By("19 hours"));
        await world.AgeAsync(absent, $"{By("21 hours")}, viewed_at = viewed_at - interval '8 days'");
        var before = await world.StoredAsync(advertiser, await world.UserIdAsync(due));

        await world.AgeAsync(due, By("21 hours"));

        await Eventually.IsTrueAsync(async () => await world.StoredAsync(advertiser, await world.UserIdAsync(due)) != before);
        world.Reads.ShouldBe(4);
    }

    [Fact]
    public async Task A_proactive_refresh_of_the_token_queues_the_stale_snapshots_of_its_connection()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);
        await world.AgeAsync(person, By("6 minutes"));
        await world.ChangeConnectionAsync(person, "expires_at = app.now() + interval '2 minutes', last_refresh = app.now() - interval '58 minutes'");

        await world.Services.GetRequiredService<ProactiveRefresh>().RunAsync(CancellationToken.None);

        await Eventually.IsTrueAsync(() => world.Reads == 2);
    }

    [Fact]
    public async Task A_failure_after_a_proactive_refresh_is_not_logged_as_a_failed_refresh()
    {
        var (person, _) = await world.StartAsync();
        using var _ = person;
        await world.ChangeConnectionAsync(person, "expires_at = app.now() + interval '2 minutes', last_refresh = app.now() - interval '58 minutes'");
        using var logs = new CapturedLogs();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        IRefreshFollower[] followers = [new BrokenFollower()];
        var refresh = ActivatorUtilities.CreateInstance<ProactiveRefresh>(world.Services, followers, factory.CreateLogger<ProactiveRefresh>());

        await refresh.RunAsync(CancellationToken.None);

        logs.Lines.ShouldContain(line => line.Text.Contains(nameof(BrokenFollower)));
        logs.Lines.ShouldNotContain(line => line.Text.StartsWith("Refreshing the token"));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(6, 0)]
    public async Task A_token_with_less_than_five_minutes_left_is_refreshed_first(int minutes, int refreshes)
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await world.ChangeConnectionAsync(person, string.Create(CultureInfo.InvariantCulture,
            $"expires_at = app.now() + interval '{minutes} minutes', last_refresh = app.now() - interval '30 minutes'"));
        var before = world.Amazon.Calls.Count(Routes.Token);

        (await person.RefreshAsync(advertiser)).Status.ShouldBe(HttpStatusCode.OK);

        (world.Amazon.Calls.Count(Routes.Token) - before).ShouldBe(refreshes);
    }

    [Fact]
    public async Task A_token_that_cannot_be_refreshed_yet_is_used_while_it_is_valid()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await world.ChangeConnectionAsync(person, "expires_at = app.now() + interval '4 minutes', last_refresh = app.now() - interval '30 minutes'");
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 503 });

        (await person.RefreshAsync(advertiser)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private sealed class BrokenFollower : IRefreshFollower
    {
        public Task RefreshedAsync(ConnectionId connection, CancellationToken ct) => throw new InvalidOperationException("Nothing can be queued.");
    }

    private static string By(string time) => $"read_at = read_at - interval '{time}', attempted_at = attempted_at - interval '{time}'";
}

internal static class SnapshotAges
{
    public static async Task AgeAsync(this SeatsWorld world, Person person, string change) => await world.Database.Owner.ExecuteAsync(
        $"update public.dsp_seat_snapshots set {change} where user_id = $1", await world.UserIdAsync(person));
}
