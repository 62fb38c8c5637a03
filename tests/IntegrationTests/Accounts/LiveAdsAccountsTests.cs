using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Accounts;

public sealed class LiveAdsAccountsTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    private const string Path = "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=100";

    public async ValueTask DisposeAsync()
    {
        world.Amazon.SetTokenLength(0);
        await world.SettleAsync();
    }

    [Fact]
    public async Task A_live_list_covers_all_connections_with_one_call_per_page()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.ConnectAndFollowAsync(person, "contoso", "?connection=new");
        world.Amazon.ClearCalls();

        var pages = await WalkAsync(person);

        (pages.Count, world.Listings()).ShouldBe((6, 6));
        pages.ShouldAllBe(p => p.Text("source") == "amazon" && !p.GetProperty("cached").GetBoolean());
        pages.SelectMany(p => p.GetProperty("accounts").EnumerateArray()).Select(a => a.Text("adsAccountId"))
            .ShouldBe(world.Amazon.World("northwind").Accounts.Concat(world.Amazon.World("contoso").Accounts).Select(a => a.Id));
    }

    [Fact]
    public async Task Only_the_accounts_of_the_requested_page_are_stored()
    {
        using var person = await world.ConnectedAsync("northwind");
        var amazon = world.Amazon.World("northwind");
        var (onFirst, onThird) = (amazon.Accounts.ElementAt(5).Id, amazon.Accounts.ElementAt(205).Id);
        amazon.Rename(onFirst, "New on page one");
        amazon.Rename(onThird, "New on page three");

        await person.GetAsync(Path);

        var stored = await person.AccountsAsync();
        stored[onFirst].Text("account_name").ShouldBe("New on page one");
        stored[onThird].Text("account_name").ShouldNotBe("New on page three");
    }

    [Fact]
    public async Task Live_and_stored_pages_contain_the_same_accounts()
    {
        world.Freeze("northwind");
        using var person = await world.ConnectedAsync("northwind");

        var live = (await WalkAsync(person)).SelectMany(p => p.GetProperty("accounts").EnumerateArray()).ToDictionary(a => a.Text("adsAccountId")!);
        var stored = (await WalkAsync(person, Path.Replace("live=true", "live=false", StringComparison.Ordinal)))
            .SelectMany(p => p.GetProperty("accounts").EnumerateArray());
        foreach (var account in stored) JsonElement.DeepEquals(live[account.Text("adsAccountId")!], account).ShouldBeTrue(account.ToString());
    }

    [Fact]
    public async Task A_page_token_that_amazon_no_longer_accepts_is_refused()
    {
        using var person = await world.ConnectedAsync("northwind");
        var token = (await person.GetAsync(Path)).Json.Text("nextToken")!;
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 400 });

        var answer = await person.GetAsync($"{Path}&next_token={Uri.EscapeDataString(token)}");

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, "page_token.invalid"));
    }

    /// <summary>Amazon documents up to 6,000 characters.</summary>
    [Fact]
    public async Task The_longest_token_of_amazon_makes_a_short_one_of_ours_that_lives_a_day_and_serves_its_user_alone()
    {
        using var person = await world.ConnectedAsync("northwind");
        using var other = await world.ConnectedAsync("northwind");
        world.Amazon.SetTokenLength(6_000);

        var pages = await WalkAsync(person);
        var token = Uri.EscapeDataString((await person.GetAsync(Path)).Json.Text("nextToken")!);

        pages.Count.ShouldBe(3);
        token.Length.ShouldBeLessThan(4_000);
        (await other.GetAsync($"{Path}&next_token={token}")).Code.ShouldBe("page_token.invalid");
        (await world.Database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.page_cursors where cursor like '%.%'"))
            .ShouldBe(0, "encrypted");
        (await person.GetAsync($"{Path}&next_token={token}")).Status.ShouldBe(HttpStatusCode.OK);
        await world.PassAsync(TimeSpan.FromHours(25));
        (await person.GetAsync($"{Path}&next_token={token}")).Code.ShouldBe("page_token.invalid");
    }

    [Theory]
    [InlineData(429, HttpStatusCode.ServiceUnavailable, "amazon.throttled")]
    [InlineData(500, HttpStatusCode.ServiceUnavailable, "amazon.unavailable")]
    [InlineData(403, HttpStatusCode.Forbidden, "amazon.forbidden")]
    [InlineData(400, HttpStatusCode.BadGateway, "amazon.rejected")]
    [InlineData(200, HttpStatusCode.BadGateway, "amazon.invalid_answer")]
    public async Task A_failure_of_amazon_maps_to_a_documented_error(int status, HttpStatusCode ours, string code)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = status, Body = "secret words" });

        var answer = await person.GetAsync(Path);

        (answer.Status, answer.Code).ShouldBe((ours, code));
        answer.Text.ShouldNotContain("secret words");
        answer.Headers.ContainsKey("Retry-After").ShouldBe(ours == HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_live_list_without_a_connection_returns_connection_not_found()
    {
        using var person = world.NewPerson();

        (await person.GetAsync(Path)).Code.ShouldBe("connection.not_found");
    }

    private static async Task<List<JsonElement>> WalkAsync(Person person, string path = Path)
    {
        var pages = new List<JsonElement>();
        for (string? token = null; ; token = pages[^1].Text("nextToken"))
        {
            var answer = await person.GetAsync(token is null ? path : $"{path}&next_token={Uri.EscapeDataString(token)}");
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            pages.Add(answer.Json);
            if (answer.Json.Text("nextToken") is null) return pages;
            pages.Count.ShouldBeLessThan(20, "the listing does not end");
        }
    }
}
