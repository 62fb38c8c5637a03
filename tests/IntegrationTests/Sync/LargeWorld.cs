using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>A login with a hundred slow pages, so that a test can interrupt a run.</summary>
internal sealed class LargeWorld(TestServers servers) : ApiWorld(servers)
{
    public const int Size = 10_000;
    public const int Pages = 100;

    protected override SimulatorOptions Simulated => new() { Accounts = Size, Profiles = 300, Agencies = 0, Managers = 0 };

    /// <summary>A connected person whose first run found nothing. The instance in this process is stopped.</summary>
    public async Task<Person> SettleAsync()
    {
        var amazon = Amazon.World("northwind");
        amazon.Resize(0);
        var person = await this.ConnectedAsync("northwind");
        await StopInstanceAsync();
        amazon.Resize(Size);
        Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromMilliseconds(40));
        Amazon.ClearCalls();
        return person;
    }

    /// <summary>Starts a run on an instance and waits until it is well under way.</summary>
    public async Task<string> ToTheMiddleAsync(Person person, ApiProcess instance)
    {
        var started = await person.SendAsync(HttpMethod.Post, Synced.Runs, instance: instance.Address);
        var run = started.Json.Text("sync_id")!;
        await Eventually.IsTrueAsync(async () => await PagesDoneAsync(run) >= Pages / 4);
        return run;
    }

    public async Task<int> PagesDoneAsync(string run) => await Database.Owner.ScalarAsync<int>(
        "select coalesce((progress->>'pages_done')::int, 0) from public.account_sync_history where id = $1", Guid.Parse(run));

    public Task<string?> OwnerAsync(string run) =>
        Database.Owner.ScalarAsync<string>("select owner from accounts_internal.jobs where id = $1", Guid.Parse(run));
}
