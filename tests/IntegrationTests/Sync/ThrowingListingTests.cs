using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Something in a run throws what no code expects: the test makes the database raise it.</summary>
public sealed class ThrowingListingTests(ThrowingListingTests.World world) : IClassFixture<ThrowingListingTests.World>, IAsyncDisposable
{
    private const int Regions = 3;
    private const int Attempts = 3;

    public async ValueTask DisposeAsync()
    {
        await world.RaiseAsync(when: null);
        await world.SettleAsync();
    }

    [Fact]
    public async Task A_listing_that_throws_is_shown_at_once_and_ends_alone_after_three_attempts()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.RaiseAsync("insert or update on public.manager_accounts");
        await world.ForgetManagersAsync(person);
        var run = await StartAsync(person);

        await Eventually.IsTrueAsync(
            async () => (await ReadAsync(person, run)) is var state && state.Status() == "in_progress" && ErrorsOf(state).Length > 0,
            "An error of a live run");
        var ended = await person.FollowAsync(run);

        ended.Status().ShouldBe("partial", ended.ToString());
        ErrorsOf(ended).ShouldBe(Enumerable.Repeat("managers job.step_failed", Regions));
        world.Amazon.Calls.Count(Routes.ListManagers).ShouldBe(Regions * Attempts);
        world.Listings().ShouldBe(1, "another listing is not repeated");
        await Eventually.IsTrueAsync(
            async () => await JobAsync(run) == $"succeeded {Attempts}", "One claim for each attempt, and no lease that expired");
    }

    [Fact]
    public async Task A_listing_that_throws_once_succeeds_without_an_error()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.RaiseAsync("insert or update on public.manager_accounts");
        await world.ForgetManagersAsync(person);
        var run = await StartAsync(person);
        await Eventually.IsTrueAsync(async () => ErrorsOf(await ReadAsync(person, run)).Length == Regions, "The failure of each region");

        await world.RaiseAsync(when: null);

        var ended = await person.FollowAsync(run);
        (ended.Status(), ErrorsOf(ended).Length).ShouldBe(("success", 0));
    }

    /// <summary>The failure is not in a listing, so no listing can end with it.</summary>
    [Fact]
    public async Task A_run_whose_end_throws_ends_all_the_same_and_the_next_one_starts()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.Database.Owner.ExecuteAsync("update public.account_profiles set account_id = null where user_id = $1",
            await world.UserIdAsync(person));
        await world.RaiseAsync("update of account_id on public.account_profiles");
        var run = await StartAsync(person);

        (await person.FollowAsync(run)).Status().ShouldBe("partial");
        await Eventually.IsTrueAsync(async () => await JobAsync(run) == "failed 3", "The end of the job");

        (await world.Database.Owner.ScalarAsync<string>("select error_details -> 0 ->> 'code' from public.account_sync_history where id = $1",
            Guid.Parse(run)))
            .ShouldBe("job.step_failed");
        await world.RaiseAsync(when: null);
        (await person.SyncAsync()).Status().ShouldBe("success");
    }

    private async Task<string> StartAsync(Person person)
    {
        world.Amazon.ClearCalls();
        var started = await person.SendAsync(HttpMethod.Post, Synced.Runs);
        started.Status.ShouldBe(HttpStatusCode.Accepted, started.Text);
        return started.Json.Text("sync_id")!;
    }

    private static async Task<JsonElement> ReadAsync(Person person, string run) => (await person.GetAsync($"{Synced.Runs}/{run}")).Json;

    private static string[] ErrorsOf(JsonElement run) =>
        [.. run.GetProperty("errors").EnumerateArray().Select(e => $"{e.Text("scope")} {e.Text("code")}")];

    private Task<string?> JobAsync(string run) =>
        world.Database.Owner.ScalarAsync<string>("select status || ' ' || fence from accounts_internal.jobs where id = $1", Guid.Parse(run));

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = 40, Agencies = 0, Managers = 2, LinksPerManager = 4 };

        protected override (string Name, string Value)[] Changes => [("Jobs:FirstBackoff", "00:00:01"), ("Jobs:MaxBackoff", "00:00:01")];

        /// <summary>Raises an exception at this event, and at no other; null for none.</summary>
        public async Task RaiseAsync(string? when)
        {
            await Database.Owner.ExecuteAsync(
                """
                create or replace function public.raise_of_the_test() returns trigger language plpgsql as
                  $$ begin raise exception 'of the test'; end $$;
                drop trigger if exists of_the_test on public.manager_accounts;
                drop trigger if exists of_the_test on public.account_profiles;
                """);
            if (when is null) return;

            await Database.Owner.ExecuteAsync($"create trigger of_the_test before {when} for each row execute function public.raise_of_the_test()");
        }

        /// <summary>Rows that a listing does not change are not written.</summary>
        public async Task ForgetManagersAsync(Person person) =>
            await Database.Owner.ExecuteAsync("delete from public.manager_accounts where user_id = $1", await this.UserIdAsync(person));
    }
}
