using System.Net;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Frame;

/// <summary>Somebody with a connected login.</summary>
internal sealed class Tenant : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly World _world;
    private readonly Person _person;

    private Tenant(World world, Person person, Guid user)
    {
        _world = world;
        _person = person;
        User = user;
    }

    public Guid User { get; }

    public static async Task<Tenant> OfAsync(World world, Person person) =>
        new(world, person, await world.Database.Owner.ScalarAsync<Guid>("select id from public.users where clerk_user_id = $1", person.Clerk.UserId));

    /// <summary>A run as the frontend starts it. It is watched in the database, so that watching is none of the API's work.</summary>
    /// <returns>The seconds from when it was queued until it was done, by its own account.</returns>
    public async Task<double> SyncAsync(int accounts)
    {
        var started = await _person.SendAsync(HttpMethod.Post, "/api/v1/accounts/sync");
        started.Status.ShouldBe(HttpStatusCode.Accepted, started.Text);
        var run = started.Json.GetProperty("sync_id").GetGuid();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_world.Stop);
        deadline.CancelAfter(Patience);
        while (await StatusAsync(run) is "queued" or "in_progress") await Task.Delay(20, deadline.Token);

        (await StatusAsync(run)).ShouldBe("success");
        (await _world.AccountsOfAsync(User)).ShouldBe(accounts);
        return await _world.Database.Owner.ScalarAsync<double>(
            "select extract(epoch from completed_at - started_at)::float8 from public.account_sync_history where id = $1", run);
    }

    public void Dispose() => _person.Dispose();

    private Task<string?> StatusAsync(Guid run) =>
        _world.Database.Owner.ScalarAsync<string>("select sync_status from public.account_sync_history where id = $1", run);
}
