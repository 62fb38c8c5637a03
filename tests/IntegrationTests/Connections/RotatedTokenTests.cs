using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>A new refresh token is issued once: it has to be stored, whatever happens meanwhile.</summary>
public sealed class RotatedTokenTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IAsyncDisposable
{
    [Fact]
    public async Task A_database_that_is_away_for_a_while_costs_no_token()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        await world.Database.Owner.ExecuteAsync("revoke insert on public.auth_audit_log from accounts_api"); // so that storing fails, and loading does not
        world.Amazon.ClearCalls();

        var refresh = person.SendAsync(HttpMethod.Post, Refresh);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token, 200) == 1, "Amazon's answer");
        await Should.ThrowAsync<TimeoutException>(refresh.WaitAsync(TimeSpan.FromSeconds(1.5)), "a token was handed out that is not stored");
        await world.Database.Owner.ExecuteAsync("grant insert on public.auth_audit_log to accounts_api");

        (await refresh).Json.GetProperty("refresh_count").GetInt32().ShouldBe(1);
        await IsLastIssuedAsync(person);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_holder_that_was_overtaken_still_stores_the_new_token_while_the_old_one_is_on_record()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(2));
        world.Amazon.ClearCalls();

        var refresh = person.SendAsync(HttpMethod.Post, Refresh);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The call to Amazon");
        await world.ChangeConnectionAsync(person, "refresh_lease_owner = 'somebody', status = 'needs_reauth', last_refresh_error = 'connection.reauthorization_required'");
        await refresh;

        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
        await IsLastIssuedAsync(person);
    }

    [Fact]
    public async Task A_holder_that_was_overtaken_and_has_nothing_new_stores_nothing()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(2));
        world.Amazon.ClearCalls();

        var refresh = person.SendAsync(HttpMethod.Post, Refresh);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The call to Amazon");
        await world.ChangeConnectionAsync(person, "refresh_lease_owner = 'somebody', encrypted_access_token = 'newer'");
        await refresh;

        (await world.ConnectionAsync<string>(person, "encrypted_access_token")).ShouldBe("newer");
        (await world.AuditAsync(person, "token.refresh")).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        world.Amazon.Configure(new LwaBehaviour());
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
        await world.Database.Owner.ExecuteAsync("grant insert on public.auth_audit_log to accounts_api");
    }

    private async Task IsLastIssuedAsync(Person person)
    {
        var stored = await world.PlainAsync(person, "encrypted_refresh_token");
        world.Amazon.Grants.ShouldContain(g => !g.Revoked && g.RefreshToken == stored);
    }
}
