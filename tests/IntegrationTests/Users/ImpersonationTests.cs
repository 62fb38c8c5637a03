using System.Net;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Connections;
using Accounts.Simulators.Clerk;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Users;

public sealed class ImpersonationTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Fact]
    public async Task An_impersonator_can_read_but_not_connect_or_disconnect()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var states = await world.CountAsync(person, "oauth_states");

        (await AsSupportAsync(HttpMethod.Get, Status)).Status.ShouldBe(HttpStatusCode.OK);
        (await AsSupportAsync(HttpMethod.Get, "/api/v1/accounts")).Json.GetProperty("total").GetInt32().ShouldBe(20);
        var login = await AsSupportAsync(HttpMethod.Get, Login);
        var revoke = await AsSupportAsync(HttpMethod.Delete, Revoke);

        foreach (var refused in new[] { login, revoke })
        {
            refused.Status.ShouldBe(HttpStatusCode.Forbidden, refused.Text);
            refused.Code.ShouldBe("connection.impersonation_refused");
        }

        (await world.CountAsync(person, "oauth_states")).ShouldBe(states);
        (await world.ConnectionAsync<bool>(person, "status = 'active' and encrypted_refresh_token is not null")).ShouldBeTrue();
        (await world.AuditAsync(person, "connection.revoke")).ShouldBe(["connection.revoke failure connection.impersonation_refused"]);
        (await world.AuditAsync(person, "connection.connect")).ShouldBe(
            ["connection.connect success", "connection.connect failure connection.impersonation_refused"]);
        (await world.CountAsync(person, "auth_audit_log", "event_status = 'failure' and actor ->> 'impersonator' = 'user_support00001'")).ShouldBe(2);
        (await world.CountAsync(person, "auth_audit_log", "event_status = 'success' and actor ->> 'impersonator' is null")).ShouldBe(1);

        Task<ApiAnswer> AsSupportAsync(HttpMethod method, string path) => person.SendAsync(method, path, token: Acting);
    }

    private static void Acting(ClerkTokenShape token) => token.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" };
}
