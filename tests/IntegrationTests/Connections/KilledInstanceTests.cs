using System.Net;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>An instance is killed while it waits for tokens.</summary>
public sealed class KilledInstanceTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IDisposable
{
    [Fact]
    public async Task An_instance_killed_between_exchange_and_store_leaves_no_connection_and_the_user_can_start_again()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        var process = await world.StartProcessAsync();
        var grants = world.Amazon.Grants.Count;
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Stall, DoWork = true, Times = 1 });

        var visit = person.VisitAsync(back.At(process.Address));
        await Eventually.IsTrueAsync(() => world.Amazon.Grants.Count > grants, "The exchange");
        await process.KillAsync();

        await Should.ThrowAsync<HttpRequestException>(visit);
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(0);
        (await world.CountAsync(person, "oauth_states", "used_at is not null")).ShouldBe(1);
        (await person.VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");
        await person.ConnectAsync("northwind");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(1);
    }

    [Fact]
    public async Task Another_instance_refreshes_the_token_after_the_lease_of_a_killed_instance_expires()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await world.ExpireTokenAsync(person);
        var process = await world.StartProcessAsync();
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Stall, DoWork = true, Times = 1 });

        var lost = person.GetAsync(Live, process.Address);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The first refresh");
        await process.KillAsync();
        await Should.ThrowAsync<HttpRequestException>(lost);

        (await world.ConnectionAsync<bool>(person, "refresh_lease_until between app.now() and app.now() + interval '30 seconds'")).ShouldBeTrue();
        var next = person.GetAsync(Live);
        await world.AdvanceAsync(TimeSpan.FromSeconds(31));
        (await next).Status.ShouldBe(HttpStatusCode.OK);

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(2);
        (await world.ConnectionAsync<bool>(person, "refresh_count = 1 and refresh_lease_owner is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task No_other_instance_calls_amazon_while_a_refresh_lease_is_held()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await world.ChangeConnectionAsync(person,
            "expires_at = app.now() - interval '1 minute', refresh_lease_owner = 'somebody', refresh_lease_until = app.now() + interval "
                + "'30 seconds'");
        world.Amazon.ClearCalls();

        var answers = Enumerable.Range(0, 5).Select(_ => person.GetAsync(Live)).ToArray();
        (await person.GetAsync("/api/v1/accounts")).Status.ShouldBe(HttpStatusCode.OK);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<OperationCanceledException>(Task.WhenAny(answers).WaitAsync(patience.Token));
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);

        await world.AdvanceAsync(TimeSpan.FromSeconds(31));
        (await Task.WhenAll(answers)).Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.OK]);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    public void Dispose() => world.Amazon.ClearFaults();
}
