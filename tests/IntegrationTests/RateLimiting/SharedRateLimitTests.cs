using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Accounts.IntegrationTests.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.RateLimiting;

/// <summary>Limits that protect Amazon: all instances count together, on the clock of the database.</summary>
[Trait("Route", "pooler")]
public sealed class SharedRateLimitTests(LimitedWorld world) : IClassFixture<LimitedWorld>
{
    [Fact]
    public async Task Two_instances_share_the_limit_of_syncs_until_its_window_ends()
    {
        var second = await world.StartInstanceAsync();
        using var person = world.NewPerson();
        using var other = world.NewPerson();

        for (var i = 1; i <= 6; i++) (await SyncAsync(person, At(i, second))).Limit().Remaining.ShouldBe(6 - i);

        foreach (var instance in (Uri[])[world.Address, second]) (await SyncAsync(person, instance)).ShouldBeRefused("sync", 6, 60);
        (await SyncAsync(other, second)).IsRefused().ShouldBeFalse();

        await world.AdvanceAsync(TimeSpan.FromSeconds(61));
        (await SyncAsync(person, second)).Limit().ShouldBe(("sync", 6, 60, 5, 60));
    }

    [Fact]
    public async Task Both_routes_of_two_instances_share_the_limit_of_started_authorizations()
    {
        var second = await world.StartInstanceAsync();
        using var person = world.NewPerson();
        string[] paths = [StoredConnections.Login, $"/api/v1/auth/amazon/connect/{person.Clerk.UserId}"];

        for (var i = 1; i <= 10; i++) (await person.GetAsync(paths[i / 2 % 2], At(i, second))).Limit().Remaining.ShouldBe(10 - i);

        foreach (var path in paths) (await person.GetAsync(path, second)).ShouldBeRefused("oauth-start", 10, 600);
    }

    [Fact]
    public async Task Of_concurrent_requests_to_two_instances_exactly_the_limit_is_counted()
    {
        var second = await world.StartInstanceAsync();
        using var person = world.NewPerson();
        await person.GetAsync("/api/v1/users/me");

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => SyncAsync(person, At(i, second))));

        answers.Count(a => !a.IsRefused()).ShouldBe(6);
    }

    [Fact]
    public async Task The_counts_of_a_deleted_user_are_deleted()
    {
        using var person = world.NewPerson();
        await SyncAsync(person, world.Address);
        var user = await world.UserIdAsync(person);
        (await CountRowsAsync(user)).ShouldBe(1);

        await world.DeleteAsync(person);

        (await CountRowsAsync(user)).ShouldBe(0);
        await Should.ThrowAsync<UserDeletedException>(() =>
            Limits.CountAsync(new UserId(user), "sync", 6, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Fact]
    public async Task Ended_windows_are_deleted_by_the_sweep_and_others_are_kept()
    {
        using var person = world.NewPerson();
        await SyncAsync(person, world.Address);
        await person.GetAsync(StoredConnections.Login);
        await world.AdvanceAsync(TimeSpan.FromSeconds(61));

        await Limits.SweepAsync(CancellationToken.None);

        (await CountRowsAsync(await world.UserIdAsync(person))).ShouldBe(1);
    }

    private ISharedLimits Limits => world.Services.GetRequiredService<ISharedLimits>();

    private Uri At(int request, Uri second) => request % 2 == 0 ? world.Address : second;

    private static Task<ApiAnswer> SyncAsync(Person person, Uri instance) => person.SendAsync(HttpMethod.Post, Synced.Runs, instance: instance);

    private Task<long> CountRowsAsync(Guid user) =>
        world.Database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.request_windows where user_id = $1", user);
}
