using System.Net;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>Whatever cannot be decoded has a code: in a request, in a refresh and in each listing of a sync. The callback's are in
/// <c>ExchangeTests</c>.</summary>
public sealed class UndecodableAnswersTests(WholeWorld world) : IClassFixture<WholeWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Theory]
    [InlineData(200, HttpStatusCode.BadGateway, "amazon.invalid_answer")]
    [InlineData(503, HttpStatusCode.OK, null)] // Amazon is unavailable, so the stored rows are returned
    [InlineData(403, HttpStatusCode.Forbidden, "amazon.forbidden")]
    public async Task The_status_decides_what_a_live_read_returns(int answered, HttpStatusCode status, string? code)
    {
        using var person = await world.ConnectedAsync("northwind");
        foreach (var fault in new[] { Undecodable.Fault(Routes.ListAccounts, "gzip", answered, "{}"),
            Undecodable.BrokenGzip(Routes.ListAccounts, answered, "{}") })
        {
            world.Amazon.ClearFaults();
            world.Amazon.Inject(fault);

            var answer = await person.GetAsync(Live);

            (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
            if (code is null) answer.Json.GetProperty("stale").GetBoolean().ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(200, HttpStatusCode.BadGateway, "amazon.invalid_answer")]
    [InlineData(503, HttpStatusCode.ServiceUnavailable, "amazon.unavailable")]
    [InlineData(400, HttpStatusCode.BadGateway, "amazon.rejected")]
    public async Task A_refresh_fails_and_leaves_the_connection_active(int answered, HttpStatusCode status, string code)
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.Inject(Undecodable.BrokenGzip(Routes.Token, answered, """{"error":"invalid_grant"}"""));

        var answer = await person.SendAsync(HttpMethod.Post, Refresh);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
        (await world.AuditAsync(person, "token.refresh")).ShouldBe([$"token.refresh failure {code}"]);
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
    }

    [Theory]
    [InlineData(Routes.ListAccounts, "ads_accounts", 1)]
    [InlineData(Routes.ListProfiles, "profiles", 3)]
    [InlineData(Routes.ListManagers, "managers", 3)]
    [InlineData(Routes.ListAdvertisers, "dsp_advertisers", 6)]
    public async Task A_run_ends_at_once_and_names_the_listing(string route, string scope, int scopes)
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(Undecodable.Fault(route, "gzip", 200, "{}"));

        var run = await person.SyncAsync();

        run.Status().ShouldBe("partial", run.ToString());
        run.GetProperty("errors").EnumerateArray().Select(e => $"{e.Text("scope")} {e.Text("code")}")
            .ShouldBe(Enumerable.Repeat($"{scope} amazon.invalid_answer", scopes));
        world.Amazon.Calls.Count(route).ShouldBe(scopes);
        (await world.Database.Owner.ScalarAsync<int>("select max(fence) from accounts_internal.jobs where kind = 'sync'")).ShouldBe(1);
    }
}
