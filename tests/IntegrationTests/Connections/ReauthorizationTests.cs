using System.Net;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>The responses of Amazon to a refresh, and what each one means for the connection.</summary>
public sealed class ReauthorizationTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IAsyncDisposable
{
    [Fact]
    public async Task A_revoked_grant_requires_reauthorization_and_is_not_tried_again()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var before = await person.AccountStatusesAsync();
        await world.ExpireTokenAsync(person);
        world.Amazon.RevokeGrants("northwind");
        world.Amazon.ClearCalls();

        foreach (var (method, path) in new[] { (HttpMethod.Get, Live), (HttpMethod.Post, Refresh), (HttpMethod.Get, Live),
            (HttpMethod.Post, "/api/v1/accounts/sync") })
        {
            var refused = await person.SendAsync(method, path);
            refused.Status.ShouldBe(HttpStatusCode.Unauthorized, refused.Text);
            refused.Code.ShouldBe("connection.reauthorization_required");
        }

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        world.Amazon.Calls.Count(Routes.ListAccounts).ShouldBe(0);
        (await world.AuditAsync(person, "token.refresh")).ShouldBe(["token.refresh failure connection.reauthorization_required"]);
        var status = (await person.GetAsync(Status)).Json;
        status.GetProperty("needs_reauth").GetBoolean().ShouldBeTrue();
        status.GetProperty("authenticated").GetBoolean().ShouldBeFalse();
        status.GetProperty("token_valid").GetBoolean().ShouldBeFalse();
        status.GetProperty("connections")[0].GetProperty("status").GetString().ShouldBe("needs_reauth");
        (await person.AccountStatusesAsync()).Distinct().ShouldBe(["error"]);

        await person.ConnectAsync("northwind");

        (await person.AccountStatusesAsync()).ShouldBe(before);
        (await person.GetAsync(Status)).Json.GetProperty("needs_reauth").GetBoolean().ShouldBeFalse();
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(1);
    }

    [Fact]
    public async Task A_grant_revoked_before_its_token_expires_is_detected_by_the_next_call()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.RevokeGrants("northwind");

        (await person.GetAsync(Live)).Code.ShouldBe("connection.reauthorization_required");
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("needs_reauth");
    }

    [Fact]
    public async Task A_revoked_grant_does_not_prevent_the_refresh_of_another_connection()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        world.Amazon.RevokeGrants("northwind");
        await person.ConnectAsync("contoso", "?connection=new");

        (await person.SendAsync(HttpMethod.Post, Refresh)).Code.ShouldBe("connection.reauthorization_required");

        (await world.CountAsync(person, "oauth_tokens", "status = 'needs_reauth' and refresh_count = 0")).ShouldBe(1);
        (await world.CountAsync(person, "oauth_tokens", "status = 'active' and refresh_count = 1")).ShouldBe(1);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", "oauth.client_rejected", 503, 1)]
    [InlineData(400, """{"error":"unauthorized_client"}""", "oauth.client_rejected", 503, 1)]
    [InlineData(400, """{"error":"invalid_request"}""", "amazon.rejected", 502, 1)]
    [InlineData(500, "", "amazon.unavailable", 503, 2)]
    [InlineData(503, """{"error":"invalid_grant"}""", "amazon.unavailable", 503, 2)]
    [InlineData(429, "", "amazon.unavailable", 503, 2)]
    [InlineData(200, "<html>", "amazon.invalid_answer", 502, 1)]
    public async Task An_error_that_does_not_concern_the_grant_keeps_the_connection_active(int status, string body, string code, int answered,
        int tries)
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var access = await world.ConnectionAsync<string>(person, "encrypted_access_token || encrypted_refresh_token");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Times = tries, Status = status, Body = body });

        var failed = await person.SendAsync(HttpMethod.Post, Refresh);

        failed.Code.ShouldBe(code);
        ((int)failed.Status).ShouldBe(answered);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(tries);
        (await world.ConnectionAsync<bool>(person, "status = 'active' and refresh_count = 0 and refresh_lease_owner is null")).ShouldBeTrue();
        (await world.ConnectionAsync<string>(person, "encrypted_access_token || encrypted_refresh_token")).ShouldBe(access);

        var isOurs = code == "oauth.client_rejected"; // which no connection records
        (await world.ConnectionAsync<int>(person, "refresh_failure_count")).ShouldBe(isOurs ? 0 : 1);
        (await world.AuditAsync(person, "token.refresh")).ShouldBe(isOurs ? [] : [$"token.refresh failure {code}"]);
        (await person.GetAsync(Status)).Json.GetProperty("connections")[0].GetProperty("last_error").GetString().ShouldBe(isOurs ? null : code);
        (await person.SendAsync(HttpMethod.Post, Refresh)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_response_without_a_refresh_token_keeps_the_old_one()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var before = await world.PlainAsync(person, "encrypted_refresh_token");
        var access = await world.PlainAsync(person, "encrypted_access_token");
        world.Amazon.Configure(new LwaBehaviour { OmitRefreshTokenOnRefresh = true });
        for (var i = 1; i <= 2; i++)
        {
            (await person.SendAsync(HttpMethod.Post, Refresh)).Json.GetProperty("refresh_count").GetInt32().ShouldBe(i);
            await world.AdvanceAsync(TimeSpan.FromSeconds(31));
        }

        (await world.PlainAsync(person, "encrypted_refresh_token")).ShouldBe(before);
        (await world.PlainAsync(person, "encrypted_access_token")).ShouldNotBe(access);
    }

    [Fact]
    public async Task The_latest_rotated_refresh_token_is_stored()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("contoso");
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        var seen = new HashSet<string> { await world.PlainAsync(person, "encrypted_refresh_token") };
        for (var i = 1; i <= 3; i++)
        {
            (await person.SendAsync(HttpMethod.Post, Refresh)).Status.ShouldBe(HttpStatusCode.OK);
            var stored = await world.PlainAsync(person, "encrypted_refresh_token");
            seen.Add(stored).ShouldBeTrue();
            world.Amazon.Grants.ShouldContain(g => g.RefreshToken == stored && !g.Revoked);
            await world.AdvanceAsync(TimeSpan.FromSeconds(31));
        }
    }

    public async ValueTask DisposeAsync()
    {
        world.Amazon.Configure(new LwaBehaviour());
        await world.SettleAsync();
    }
}
