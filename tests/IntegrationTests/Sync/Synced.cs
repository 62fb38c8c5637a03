using System.Diagnostics;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>What sync tests read through the API and from the database.</summary>
internal static class Synced
{
    public const string Accounts = "/api/v1/accounts";
    public const string Runs = "/api/v1/accounts/sync";

    /// <summary>Connects an Amazon login and follows the run that this starts, and only that one.</summary>
    public static async Task<JsonElement> ConnectAndFollowAsync(this ApiWorld world, Person person, string login, string query = "")
    {
        await person.ConnectAsync(login, query);
        var run = await world.Database.Owner.ScalarAsync<Guid>(
            "select id from public.account_sync_history where user_id = $1 order by created_at desc limit 1", await world.UserIdAsync(person));
        return await person.FollowAsync(run.ToString());
    }

    /// <summary>A new person whose login has been synced once.</summary>
    public static async Task<Person> ConnectedAsync(this ApiWorld world, string login)
    {
        var person = world.NewPerson();
        await world.ConnectAndFollowAsync(person, login);
        return person;
    }

    public static Task<Guid> UserIdAsync(this ApiWorld world, Person person) =>
        world.Database.Owner.ScalarAsync<Guid>("select id from public.users where clerk_user_id = $1", person.Clerk.UserId);

    public static async Task<Guid> ConnectionIdAsync(this ApiWorld world, Person person) =>
        await world.Database.Owner.ScalarAsync<Guid>(
            "select id from public.oauth_tokens where user_id = $1 order by created_at limit 1", await world.UserIdAsync(person));

    /// <summary>Version and time of change of every row, by Amazon's id.</summary>
    public static async Task<Dictionary<string, string>> VersionsAsync(this ApiWorld world, Person person)
    {
        var versions = await world.Database.Owner.ScalarAsync<string>(
            """
            select coalesce(jsonb_object_agg(amazon_account_id, xmin::text || ' ' || updated_at::text), '{}')::text
            from public.user_accounts where user_id = $1
            """, await world.UserIdAsync(person));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(versions!)!;
    }

    /// <summary>Every account of the list, page by page, by Amazon's id; in an order that no sync changes.</summary>
    public static async Task<Dictionary<string, JsonElement>> AccountsAsync(this Person person) =>
        (await person.ListAsync("sort=connected_at")).ToDictionary(a => a.Text("amazon_account_id")!);

    public static async Task<List<JsonElement>> ListAsync(this Person person, string query, int pageSize = 100)
    {
        var all = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var answer = await person.GetAsync($"{Accounts}?{query}&page={page}&page_size={pageSize}");
            answer.Status.ShouldBe(System.Net.HttpStatusCode.OK, answer.Text);
            all.AddRange(answer.Json.GetProperty("accounts").EnumerateArray());
            if (page * pageSize >= answer.Json.GetProperty("total").GetInt32()) return all;
        }
    }

    /// <summary>The code of Amazon's country in this service.</summary>
    public static string Ours(this string country) => country == "UK" ? "GB" : country;

    public static string? Text(this JsonElement element, string member) => element.GetProperty(member).GetString();

    public static string Status(this JsonElement run) => run.Text("status")!;

    public static int Progress(this JsonElement run, string member) => run.GetProperty("progress").GetProperty(member).GetInt32();

    /// <summary>The pages of everything but ads accounts: profiles and managers of three regions.</summary>
    public const int OtherPages = 6;

    /// <summary>How many pages of ads accounts a run has stored, in a world where nothing else fails.</summary>
    public static int AccountPages(this JsonElement run) => run.Progress("pages_done") - OtherPages;

    /// <summary>The code with which the listing of ads accounts failed.</summary>
    public static string FailureOf(this JsonElement run)
    {
        var error = run.GetProperty("errors").EnumerateArray().Where(e => e.Text("scope") == "ads_accounts").ShouldHaveSingleItem();
        error.Text("message").ShouldNotBeNullOrWhiteSpace();
        return error.Text("code")!;
    }

    /// <summary>On the clock of the database.</summary>
    public static Task PassAsync(this ApiWorld world, TimeSpan time) => world.Database.AdvanceClockAsync(time);

    public static int Listings(this ApiWorld world) => world.Amazon.Calls.Count(Routes.ListAccounts);

    /// <summary>Sets the latency of every page of every kind.</summary>
    public static void SetLatency(this ApiWorld world, TimeSpan by)
    {
        foreach (var route in (string[])[Routes.ListAccounts, Routes.ListProfiles, Routes.ListManagers, Routes.ListAdvertisers])
            world.Amazon.SetLatency(route, by);
    }

    /// <summary>Resets Amazon: removes all faults, latencies, edits and recorded calls.</summary>
    public static void ResetAmazon(this ApiWorld world)
    {
        world.Amazon.ClearFaults();
        world.SetLatency(TimeSpan.Zero);
        foreach (var login in (string[])["northwind", "contoso", "fabrikam"]) world.Amazon.World(login).ClearEdits();
        world.Amazon.ClearCalls();
    }

    /// <summary>
    /// The end of a test that others follow in the same world: what it began and did not wait for, such as the run after a consent, comes to
    /// its end first, for its calls would meet the faults that are meant for the next. A run that nobody works on is not waited for forever.
    /// </summary>
    public static async Task SettleAsync(this ApiWorld world)
    {
        world.ResetAmazon();
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(10) && await LiveRunsAsync(world) > 0) await Task.Delay(50);
        world.Amazon.ClearCalls();
    }

    private static Task<long> LiveRunsAsync(ApiWorld world) =>
        world.Database.Owner.ScalarAsync<long>("select count(*) from public.account_sync_history where sync_status in ('queued', 'in_progress')");

    /// <summary>Some accounts ripen as time goes by; from here on they stay as they are.</summary>
    public static void Freeze(this ApiWorld world, string login)
    {
        var amazon = world.Amazon.World(login);
        foreach (var account in amazon.Accounts.ToArray()) amazon.SetStatus(account.Id, account.Status);
    }

    /// <summary>How many AMC accounts the managers of a login lead to.</summary>
    public static int Clouds(this AmazonWorld amazon) => Enum.GetValues<AdsRegion>().SelectMany(amazon.Managers)
        .SelectMany(m => m.Links).Where(l => l is { Returned: true, AccountType: "MARKETING_CLOUD" }).Select(l => l.AccountId).Distinct().Count();

    public static Task UntilAsync(Func<Task<bool>> condition) => Eventually.IsTrueAsync(condition, "The state of the run that the test waits for");
}
