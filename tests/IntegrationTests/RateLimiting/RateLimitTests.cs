using System.Net;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.RateLimiting;

/// <summary>Limits that each instance counts in its own memory, and the headers of all limits.</summary>
public sealed class RateLimitTests(LimitedWorld world) : IClassFixture<LimitedWorld>
{
    private const string Me = "/api/v1/users/me";

    [Fact]
    public async Task The_121st_request_of_a_minute_is_refused_and_affects_neither_other_users_nor_other_policies()
    {
        using var person = world.NewPerson();
        using var other = world.NewPerson();

        (await RenameAsync(person)).Limit().ShouldBe(("general", 120, 60, 119, 60));
        for (var i = 1; i < 120; i++) (await RenameAsync(person)).Status.ShouldBe(HttpStatusCode.OK);

        (await RenameAsync(person)).ShouldBeRefused("general", 120, 60);
        (await RenameAsync(other)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync(Me)).Limit().ShouldBe(("stored-reads", 1_200, 60, 1_199, 60));
    }

    [Fact]
    public async Task After_the_window_requests_are_served_again()
    {
        var instance = await world.StartInstanceAsync(("RateLimits:General:Limit", "2"), ("RateLimits:General:Window", "00:00:02"));
        using var person = world.NewPerson();
        await Eventually.IsTrueAsync(async () => (await RenameAsync(person, instance)).IsRefused(), "The limit is reached");

        await Eventually.IsTrueAsync(async () => (await RenameAsync(person, instance)).Status == HttpStatusCode.OK, "The next window begins");
    }

    [Fact]
    public async Task Of_concurrent_requests_exactly_the_limit_is_served()
    {
        var instance = await world.StartInstanceAsync(("RateLimits:General:Limit", "20"));
        using var person = world.NewPerson();
        await person.GetAsync(Me, instance);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => RenameAsync(person, instance)));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(20);
        answers.Count(a => a.IsRefused()).ShouldBe(40);
    }

    [Fact]
    public async Task Each_account_adds_to_the_limit_of_reads_and_of_reauthorizations()
    {
        var instance = await world.StartInstanceAsync(("RateLimits:StoredReads:Limit", "5"), ("RateLimits:Reauthorize:Limit", "5"));
        using var person = await world.ConnectedAsync("northwind");
        var accounts = await world.Database.Owner.ScalarAsync<Guid[]>(
            "select array_agg(id) from public.user_accounts where user_id = $1", await world.UserIdAsync(person));
        accounts!.Length.ShouldBeGreaterThanOrEqualTo(20);

        for (var round = 0; round < 4; round++)
        {
            foreach (var account in accounts)
            {
                (await ReauthorizeAsync(account)).Status.ShouldBe(HttpStatusCode.OK);
                (await ReadAsync(account)).Status.ShouldBe(HttpStatusCode.OK);
            }
        }

        (await ReauthorizeAsync(accounts[0])).ShouldBeRefused("reauthorize", 4 * accounts.Length, 60);
        (await ReadAsync(accounts[0])).ShouldBeRefused("stored-reads", 4 * accounts.Length, 60);

        Task<ApiAnswer> ReadAsync(Guid account) => person.GetAsync($"/api/v1/accounts/{account}", instance);
        Task<ApiAnswer> ReauthorizeAsync(Guid account) =>
            person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{account}/reauthorize", """{"force_refresh":true}""", instance);
    }

    [Theory]
    [InlineData("/api/v1/accounts/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/accounts?page=x", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/settings", HttpStatusCode.OK)]
    [InlineData("/api/v1/auth/audit", HttpStatusCode.OK)]
    public async Task Every_response_of_a_limited_route_describes_the_limit(string path, HttpStatusCode status)
    {
        using var person = world.NewPerson();

        var answer = await person.GetAsync(path);

        answer.Status.ShouldBe(status);
        answer.Limit().Policy.ShouldBe("stored-reads");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/dependencies")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/auth/amazon/callback?state=x")]
    [InlineData("/api/v1/nowhere")]
    public async Task Anonymous_routes_and_unknown_addresses_have_no_limit(string path)
    {
        using var person = world.NewPerson();

        (await person.GetAsync(path)).HasLimit().ShouldBeFalse();
    }

    [Fact]
    public async Task A_forged_X_Forwarded_For_does_not_give_an_address_another_limit()
    {
        var direct = await world.StartInstanceAsync(("RateLimits:Health:Limit", "3"));
        var proxied = await world.StartInstanceAsync(
            ("RateLimits:Health:Limit", "3"), ("ForwardedHeaders:KnownProxies:0", "127.0.0.1"), ("ForwardedHeaders:KnownProxies:1", "::1"));

        for (var i = 1; i <= 3; i++) (await HealthAsync(direct, i)).Limit().Remaining.ShouldBe(3 - i);
        (await HealthAsync(direct, 4)).ShouldBeRefused("health", 3, 60);
        for (var i = 1; i <= 5; i++) (await HealthAsync(proxied, i)).Limit().Remaining.ShouldBe(2, "a known proxy names the client");
    }

    private static Task<ApiAnswer> RenameAsync(Person person, Uri? instance = null) =>
        person.SendAsync(HttpMethod.Patch, Me, """{"firstName":"Ada"}""", instance);

    private static async Task<ApiAnswer> HealthAsync(Uri instance, int client)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(instance, "/api/v1/health"));
        request.Headers.Add("X-Forwarded-For", $"203.0.113.{client}");
        using var response = await http.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }
}
