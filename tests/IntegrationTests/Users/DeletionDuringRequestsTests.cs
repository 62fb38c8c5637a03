using System.Net;
using Accounts.Application.Connections.Refresh;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Users;

/// <summary>A user is deleted while a request or a refresh waits for Amazon, which the test holds back until the deletion has committed.</summary>
public sealed class DeletionDuringRequestsTests(DeletionDuringRequestsTests.World world)
    : IClassFixture<DeletionDuringRequestsTests.World>, IAsyncDisposable
{
    [Fact]
    public async Task A_deletion_during_the_code_exchange_stores_no_connection()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");

        var answer = await DeletedDuringAsync(person, () => person.VisitAsync(back));

        answer.ErrorOf().ShouldBe("oauth.invalid_state");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(0);
        (await world.RefusedSignInsAsync(person)).ShouldBe(["oauth.invalid_state user_deleted"]);
    }

    [Fact]
    public async Task A_deletion_during_the_replacement_of_a_connection_leaves_it_revoked()
    {
        using var person = await world.ConnectedAsync("northwind");
        var back = await person.ConsentAsync("northwind");

        var answer = await DeletedDuringAsync(person, () => person.VisitAsync(back));

        answer.ErrorOf().ShouldBe("oauth.invalid_state");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(1);
        (await world.RefusedSignInsAsync(person)).ShouldBe(["oauth.invalid_state user_deleted"]);
    }

    [Fact]
    public async Task A_refused_code_of_a_deleted_user_is_reported_in_the_same_way()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        world.Amazon.Inject(
            new Fault { Route = Routes.Token, Kind = FaultKind.Status, Times = 1, Status = 400, Body = """{"error":"invalid_grant"}""" });

        (await DeletedDuringAsync(person, () => person.VisitAsync(back))).ErrorOf().ShouldBe("oauth.invalid_state");

        (await world.RefusedSignInsAsync(person)).ShouldBe(["oauth.invalid_state user_deleted"]);
    }

    [Fact]
    public async Task The_callback_of_a_user_who_was_deleted_before_it_calls_nobody()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        await world.DeleteAsync(person);
        var before = await MarkAsync(person);

        (await person.VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");

        await world.ShouldBeGoneAsync(person, before);
        (await world.RefusedSignInsAsync(person)).ShouldBe(["oauth.invalid_state user_deleted"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_during_a_refresh_that_a_request_needs_drops_the_new_tokens(bool rotates)
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = rotates });
        await world.ExpireTokenAsync(person);

        var answer = await DeletedDuringAsync(person, () => person.GetAsync(StoredConnections.Live));

        answer.Code.ShouldBe("connection.not_found", answer.Text);
        (await world.AuditAsync(person, "token.refresh")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_during_a_proactive_refresh_drops_the_new_tokens(bool rotates)
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = rotates });
        await world.ChangeConnectionAsync(person, "expires_at = app.now() + interval '3 minutes'");
        var refresh = ActivatorUtilities.CreateInstance<ProactiveRefresh>(world.Services);

        await DeletedDuringAsync(person, async () =>
        {
            await refresh.RunAsync(CancellationToken.None);
            return true;
        });

        (await world.AuditAsync(person, "token.refresh")).ShouldBeEmpty();
    }

    /// <summary>The first attempt was sent before the deletion.</summary>
    [Fact]
    public async Task A_refresh_that_fails_is_not_retried_after_the_deletion()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.ExpireTokenAsync(person);
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 503 });

        (await DeletedDuringAsync(person, () => person.GetAsync(StoredConnections.Live))).Code.ShouldBe("connection.not_found");
    }

    [Fact]
    public async Task Tokens_of_a_connection_that_its_user_revokes_during_the_refresh_are_not_used()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.ExpireTokenAsync(person);
        Task<ApiAnswer> live;
        using (world.Amazon.Hold(Routes.Token))
        {
            live = await BegunAsync(() => person.GetAsync(StoredConnections.Live));
            (await person.SendAsync(HttpMethod.Delete, StoredConnections.Revoke)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await live).Code.ShouldBe("connection.not_found");
        world.Amazon.Calls.Count(Routes.ListAccounts).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        world.Amazon.Configure(new LwaBehaviour());
        await world.SettleAsync();
    }

    /// <summary>Runs the work up to its call for tokens, deletes the user, and lets Amazon answer.</summary>
    private async Task<T> DeletedDuringAsync<T>(Person person, Func<Task<T>> work)
    {
        Task<T> running;
        string before;
        using (world.Amazon.Hold(Routes.Token))
        {
            running = await BegunAsync(work);
            await world.DeleteAsync(person);
            before = await MarkAsync(person);
        }

        var result = await running;
        await world.ShouldBeGoneAsync(person, before);
        return result;
    }

    private async Task<Task<T>> BegunAsync<T>(Func<Task<T>> work)
    {
        world.Amazon.ClearCalls();
        var running = Task.Run(work);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The call for tokens");
        return running;
    }

    private async Task<string> MarkAsync(Person person)
    {
        world.Amazon.ClearCalls();
        return await world.RowsOfAsync(person);
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = 5, Agencies = 0, Managers = 0 };

        protected override (string Name, string Value)[] Changes => [SignedWebhook.Setting];
    }
}
