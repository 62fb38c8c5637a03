using Accounts.Application.Accounts;
using Accounts.Application.Sync;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Jobs;

/// <summary>The same tick on three instances at once. The world's own instance is stopped.</summary>
public sealed class DueWorkTests(TestServers servers) : IAsyncLifetime
{
    private readonly ApiWorld _world = new(servers);
    private Guid _user;

    public async ValueTask InitializeAsync()
    {
        await _world.InitializeAsync();
        using var person = await _world.ConnectedAsync("northwind");
        await _world.StopInstanceAsync();
        _user = await _world.UserIdAsync(person);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Ticks_on_three_instances_queue_each_due_account_once()
    {
        await _world.Database.Owner.ExecuteAsync(
            """
            update public.user_accounts set settings = '{"sync_interval_minutes": 15}', next_sync_at = null
            where id in (select id from public.user_accounts where user_id = $1 order by id limit 20)
            """, _user);

        await OnThreeInstancesAsync<IAccountSchedule>(schedule => schedule.EnqueueDueAsync(100, CancellationToken.None));

        (await CountAsync("account_refresh")).ShouldBe(20);
    }

    [Fact]
    public async Task Ticks_on_three_instances_queue_one_run()
    {
        await _world.Database.Owner.ExecuteAsync("update public.oauth_tokens set next_sync_at = null where user_id = $1", _user);
        var before = await CountAsync("sync");

        await OnThreeInstancesAsync<DueSyncs>(due => due.QueueAsync(CancellationToken.None));

        (await CountAsync("sync")).ShouldBe(before + 1);
    }

    private Task OnThreeInstancesAsync<T>(Func<T, Task> tick)
        where T : notnull => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => tick(_world.Services.GetRequiredService<T>()))));

    private Task<long> CountAsync(string kind) =>
        _world.Database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.jobs where user_id = $1 and kind = $2", _user, kind);
}
