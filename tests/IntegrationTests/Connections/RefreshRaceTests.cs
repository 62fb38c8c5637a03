using System.Net;
using System.Net.Http.Headers;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

[Trait("Route", "pooler")]
public sealed class RefreshRaceTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IDisposable
{
    [Fact]
    public async Task Fifty_requests_on_three_instances_refresh_one_expired_token_once()
    {
        Uri[] instances = [world.Address, await world.StartInstanceAsync(), await world.StartInstanceAsync()];
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromMilliseconds(300));
        for (var round = 1; round <= 2; round++)
        {
            await world.ExpireTokenAsync(person);
            world.Amazon.ClearCalls();

            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => person.GetAsync(Live, instances[i % 3])));

            answers.Select(a => (a.Status, a.Code)).Distinct().ShouldBe([(HttpStatusCode.OK, null)]);
            world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
            (await world.ConnectionAsync<int>(person, "refresh_count")).ShouldBe(round);
            var stored = await world.PlainAsync(person, "encrypted_refresh_token");
            world.Amazon.Grants.ShouldContain(g => !g.Revoked && g.RefreshToken == stored);
        }
    }

    [Fact]
    public async Task Concurrent_forced_refreshes_call_amazon_once()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.ClearCalls();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.SendAsync(HttpMethod.Post, Refresh)));

        answers.Select(a => (a.Status, a.Text)).Distinct().Count().ShouldBe(1);
        answers[0].Json.GetProperty("refresh_count").GetInt32().ShouldBe(1);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_request_does_not_cancel_the_refresh()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var before = await world.PlainAsync(person, "encrypted_access_token");
        await world.ExpireTokenAsync(person);
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(1.5));
        world.Amazon.ClearCalls();

        using var client = new HttpClient { BaseAddress = world.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        using var leaving = new CancellationTokenSource();
        var request = client.GetAsync(Live, leaving.Token);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The refresh");
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(request);

        await Eventually.IsTrueAsync(async () => await world.ConnectionAsync<int>(person, "refresh_count") == 1, "Storing what was refreshed");
        (await world.PlainAsync(person, "encrypted_access_token")).ShouldNotBe(before);
        var stored = await world.PlainAsync(person, "encrypted_refresh_token");
        world.Amazon.Grants.ShouldContain(g => !g.Revoked && g.RefreshToken == stored);
        (await world.AuditAsync(person, "token.refresh")).ShouldBe(["token.refresh success"]);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    public void Dispose()
    {
        world.Amazon.Configure(new LwaBehaviour());
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
    }
}
