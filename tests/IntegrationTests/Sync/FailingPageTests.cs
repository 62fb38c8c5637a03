using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>A listing of five pages that fails at one page.</summary>
[Trait("Route", "pooler")]
public sealed class FailingPageTests(FailingPageTests.FivePages world) : IClassFixture<FailingPageTests.FivePages>, IAsyncDisposable
{
    private const int Tries = 5;

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task Pages_before_the_one_that_fails_are_kept_and_no_account_changes_its_status()
    {
        using var person = await world.ConnectedAsync("northwind");
        var before = await StatusesAsync(person);

        var run = await BreakAtPageThreeAsync(person);

        (run.Status(), run.FailureOf()).ShouldBe(("partial", "amazon.unavailable"));
        (run.AccountPages(), run.Progress("accounts_seen"), run.Progress("deactivated")).ShouldBe((2, 200, 0));
        world.Listings().ShouldBe(2 + Tries);
        (await StatusesAsync(person)).ShouldBe(before);
    }

    [Fact]
    public async Task The_next_run_resumes_at_the_page_that_failed()
    {
        using var person = world.NewPerson();
        Break();
        (await world.ConnectAndFollowAsync(person, "northwind")).Status().ShouldBe("partial");
        (await world.VersionsAsync(person)).Count.ShouldBe(200);
        world.ResetAmazon();

        var run = await person.SyncAsync();

        (run.Status(), run.AccountPages(), run.Progress("created"), world.Listings()).ShouldBe(("success", 3, 250, 3));
        (await world.VersionsAsync(person)).Count.ShouldBe(450);
    }

    [Fact]
    public async Task A_run_resumes_at_the_same_page_when_that_page_failed_twice()
    {
        using var person = await world.ConnectedAsync("northwind");
        await BreakAtPageThreeAsync(person);
        world.ResetAmazon();
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status });
        var again = await person.SyncAsync();
        (again.Status(), again.AccountPages(), world.Listings()).ShouldBe(("partial", 0, Tries));
        world.ResetAmazon();

        var run = await person.SyncAsync();

        (run.Status(), world.Listings()).ShouldBe(("success", 3));
    }

    [Fact]
    public async Task The_listing_after_a_complete_one_starts_at_the_first_page()
    {
        using var person = await world.ConnectedAsync("northwind");
        await BreakAtPageThreeAsync(person);
        world.ResetAmazon();
        await person.SyncAsync();
        world.Amazon.ClearCalls();

        (await person.SyncAsync()).AccountPages().ShouldBe(5);

        world.Listings().ShouldBe(5);
    }

    [Fact]
    public async Task A_run_with_force_refresh_starts_at_the_first_page()
    {
        using var person = await world.ConnectedAsync("northwind");
        await BreakAtPageThreeAsync(person);
        world.ResetAmazon();

        var run = await person.SyncAsync("""{"force_refresh":true}""");

        (run.Status(), run.AccountPages(), world.Listings()).ShouldBe(("success", 5, 5));
    }

    [Fact]
    public async Task A_cursor_older_than_an_hour_is_not_used()
    {
        using var person = await world.ConnectedAsync("northwind");
        await BreakAtPageThreeAsync(person);
        world.ResetAmazon();
        await world.PassAsync(TimeSpan.FromMinutes(61));

        await person.SyncAsync();

        world.Listings().ShouldBe(5);
    }

    [Fact]
    public async Task A_cursor_that_amazon_rejects_restarts_the_listing_once()
    {
        using var person = await world.ConnectedAsync("northwind");
        await BreakAtPageThreeAsync(person);
        world.ResetAmazon();
        world.Amazon.Inject(Refuse(times: 1));

        var run = await person.SyncAsync();

        (run.Status(), run.AccountPages(), world.Listings()).ShouldBe(("success", 5, 1 + 5));
    }

    [Fact]
    public async Task A_restarted_listing_whose_first_page_is_rejected_is_not_restarted_again()
    {
        using var person = await world.ConnectedAsync("northwind");
        await BreakAtPageThreeAsync(person);
        world.ResetAmazon();
        world.Amazon.Inject(Refuse(times: null));

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf(), world.Listings()).ShouldBe(("partial", "amazon.rejected", 2));
    }

    [Fact]
    public async Task A_run_whose_owners_crashed_twenty_times_fails_as_interrupted()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.SetLatency(TimeSpan.FromSeconds(10));
        var started = await person.SendAsync(HttpMethod.Post, Synced.Runs);
        var id = started.Json.Text("sync_id")!;
        await Eventually.IsTrueAsync(async () => (await person.GetAsync($"{Synced.Runs}/{id}")).Json.Text("status") == "in_progress");
        await world.Database.Owner.ExecuteAsync(
            "update accounts_internal.jobs set failures = 19, owner = 'crashed', lease_until = app.now() - interval '1 second' where id = $1",
            Guid.Parse(id));

        var run = await person.FollowAsync(id);

        (run.Status(), run.FailureOf()).ShouldBe(("failed", "sync.interrupted"));
        world.ResetAmazon();
        (await person.SyncAsync()).Status().ShouldBe("success");
    }

    private static Fault Refuse(int? times) =>
        new()
        {
            Route = Routes.ListAccounts,
            Kind = FaultKind.Status,
            Status = 400,
            Body = """{"errors":[{"errorId":1,"errorCode":"INVALID_INPUT"}]}""",
            Times = times,
        };

    private void Break() => world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Skip = 2 });

    private async Task<JsonElement> BreakAtPageThreeAsync(Person person)
    {
        world.Amazon.ClearCalls();
        Break();
        return await person.SyncAsync();
    }

    private async Task<string?> StatusesAsync(Person person) => await world.Database.Owner.ScalarAsync<string>(
        "select string_agg(amazon_account_id || ' ' || status, ',' order by amazon_account_id) from public.user_accounts where user_id = $1",
        await world.UserIdAsync(person));

    public sealed class FivePages(TestServers servers) : ApiWorld(servers)
    {
        protected override int Accounts => 450;
    }
}
