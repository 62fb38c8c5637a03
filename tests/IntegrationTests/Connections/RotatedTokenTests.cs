using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>A rotated refresh token is issued only once, so it must be stored despite failures.</summary>
public sealed class RotatedTokenTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IAsyncDisposable
{
    [Fact]
    public async Task A_rotated_token_is_stored_after_a_temporary_failure_of_the_database()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        // Storing fails and loading does not.
        await world.Database.Owner.ExecuteAsync("revoke insert on public.auth_audit_log from accounts_api");
        world.Amazon.ClearCalls();

        var refresh = person.SendAsync(HttpMethod.Post, Refresh);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token, 200) == 1, "Amazon's answer");
        await Should.ThrowAsync<TimeoutException>(refresh.WaitAsync(TimeSpan.FromSeconds(1.5)), "a token must not be used before it is stored");
        await world.Database.Owner.ExecuteAsync("grant insert on public.auth_audit_log to accounts_api");

        (await refresh).Json.GetProperty("refresh_count").GetInt32().ShouldBe(1);
        await IsLastIssuedAsync(person);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_lease_holder_that_lost_its_lease_stores_a_rotated_token_if_the_old_one_is_still_stored()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(2));
        world.Amazon.ClearCalls();

        var refresh = person.SendAsync(HttpMethod.Post, Refresh);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The call to Amazon");
        await world.ChangeConnectionAsync(person,
            "refresh_lease_owner = 'somebody', status = 'needs_reauth', last_refresh_error = 'connection.reauthorization_required'");
        await refresh;

        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
        await IsLastIssuedAsync(person);
    }

    [Fact]
    public async Task A_lease_holder_that_lost_its_lease_stores_no_unchanged_refresh_token()
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
