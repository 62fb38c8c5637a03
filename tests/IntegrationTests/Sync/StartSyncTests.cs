using System.Net;
using System.Net.Http.Headers;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

[Trait("Route", "pooler")]
public sealed class StartSyncTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"account_types":["advertising"]}""")]
    [InlineData("""{"account_types":null,"connection_id":null}""")]
    [InlineData("""{"force_refresh":true}""")]
    public async Task Starting_a_run_returns_its_id_and_the_address_of_its_status(string? body)
    {
        using var person = await world.ConnectedAsync("fabrikam");

        var answer = await person.SendAsync(HttpMethod.Post, Synced.Runs, body);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
        answer.Json.EnumerateObject().Select(m => m.Name).Order().ShouldBe(["account_types", "started_at", "status", "sync_id"]);
        answer.Json.Text("status").ShouldBe("queued");
        var id = answer.Json.Text("sync_id")!;
        answer.Location.ShouldNotBeNull().OriginalString.ShouldBe($"{Synced.Runs}/{id}");
        var run = await person.FollowAsync(id);
        run.Status().ShouldBe("success");
        run.Text("started_at").ShouldBe(answer.Json.Text("started_at"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    public async Task A_chunked_empty_body_starts_a_run(string? type)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        using var client = new HttpClient();
        using var content = new StreamContent(new MemoryStream());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Address, Synced.Runs)) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_run_can_be_limited_to_one_connection()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        await world.ConnectAndFollowAsync(person, "northwind", "?connection=new");
        world.Amazon.ClearCalls();

        var run = await person.SyncAsync($$"""{"connection_id":"{{await world.ConnectionIdAsync(person)}}"}""");

        (run.AccountPages(), run.Progress("accounts_seen"), world.Listings()).ShouldBe((1, 0, 1));
    }

    [Theory]
    [InlineData("""{"account_type":["advertising"]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"account_types":["gone"]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"account_types":[]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"account_types":[1]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"connection_id":"x"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"force_refresh":"yes"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"force_refresh":true,"force_refresh":true}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("\"x\"", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task An_invalid_body_is_refused_and_starts_no_run(string body, HttpStatusCode status)
    {
        using var person = await world.ConnectedAsync("fabrikam");

        var answer = await person.SendAsync(HttpMethod.Post, Synced.Runs, body);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Code.ShouldNotBeNull();
        (await RunsOfAsync(person)).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_run_is_refused_until_the_first_one_ends()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromSeconds(3));

        var first = await person.SendAsync(HttpMethod.Post, Synced.Runs);
        var second = await person.SendAsync(HttpMethod.Post, Synced.Runs);

        second.Status.ShouldBe(HttpStatusCode.Conflict, second.Text);
        second.Code.ShouldBe("sync.already_running");
        second.Json.Text("sync_id").ShouldBe(first.Json.Text("sync_id"));
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.Zero);
        await person.FollowAsync(first.Json.Text("sync_id")!);
        (await person.SendAsync(HttpMethod.Post, Synced.Runs)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Concurrent_starts_start_exactly_one_run()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromSeconds(3));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => person.SendAsync(HttpMethod.Post, Synced.Runs)));

        answers.Count(a => a.Status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(a => a.Code == "sync.already_running").ShouldBe(5);
        answers.Select(a => a.Json.Text("sync_id")).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Connections_and_runs_of_another_user_are_not_found()
    {
        using var owner = await world.ConnectedAsync("fabrikam");
        using var other = await world.ConnectedAsync("fabrikam");
        var run = (await owner.SyncAsync()).Text("sync_id");

        (await other.GetAsync($"{Synced.Runs}/{run}")).Code.ShouldBe("sync.not_found");
        (await other.GetAsync($"{Synced.Runs}/{Guid.CreateVersion7()}")).Code.ShouldBe("sync.not_found");
        (await other.GetAsync($"{Synced.Runs}/x")).Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var connection in new[] { await world.ConnectionIdAsync(owner), Guid.CreateVersion7() })
        {
            var answer = await other.SendAsync(HttpMethod.Post, Synced.Runs, $$"""{"connection_id":"{{connection}}"}""");
            (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "connection.not_found"));
        }

        (await RunsOfAsync(other)).ShouldBe(1);
    }

    [Fact]
    public async Task A_sync_without_a_connection_is_refused()
    {
        using var person = world.NewPerson();

        var answer = await person.SendAsync(HttpMethod.Post, Synced.Runs);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "connection.not_found"));
    }

    [Fact]
    public async Task A_sync_is_refused_when_every_connection_needs_reauthorization()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        await world.Database.Owner.ExecuteAsync("update public.oauth_tokens set status = 'needs_reauth' where user_id = $1",
            await world.UserIdAsync(person));

        var answer = await person.SendAsync(HttpMethod.Post, Synced.Runs);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Unauthorized, "connection.reauthorization_required"));
    }

    private async Task<long> RunsOfAsync(Person person) => await world.Database.Owner.ScalarAsync<long>(
        "select count(*) from public.account_sync_history where user_id = $1", await world.UserIdAsync(person));
}
