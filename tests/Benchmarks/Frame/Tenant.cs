using System.Net;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Frame;

/// <summary>A user with a connected Amazon login.</summary>
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

    /// <summary>Starts a run as the frontend does. Its status is polled in the database, so that polling puts no load on the API.</summary>
    /// <returns>The seconds from the recorded start of the run to its recorded completion.</returns>
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
