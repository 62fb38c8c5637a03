using System.Net;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Tenancy;
using Accounts.Simulators.Clerk;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Users;

public sealed class ImpersonationTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    /// <summary>By the end of the route, for bodies in which null is not allowed.</summary>
    private static readonly Dictionary<string, string> ValidBodies = new(StringComparer.Ordinal)
    {
        ["/auto-refresh"] = """{"enabled":false}""",
        ["/accounts/batch"] = """{"operation":"disconnect","account_ids":["0190e3e0-0000-7000-8000-000000000000"]}""",
        ["/bulk-refresh"] = """{"accountIds":["0190e3e0-0000-7000-8000-000000000000"]}""",
        ["/settings"] = "{}",
    };

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

    /// <summary>Every route that is not a read, from the route table: a new one is refused until it is listed here as a sync.</summary>
    [Fact]
    public async Task An_impersonator_may_sync_and_change_nothing_else()
    {
        string[] allowed =
        [
            "POST /api/v1/accounts/sync/", "DELETE /api/v1/accounts/sync/{id}", "POST /api/v1/accounts/{id}/sync",
            "POST /api/v1/accounts/dsp/{advertiser_id}/seats/refresh", // reads from Amazon, as a sync does
            "POST /api/v1/auth/amazon/connect/callback", // completes a flow, and an impersonator can start none
        ];
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var connection = await world.ConnectionAsync<Guid>(person, "id");
        var before = await world.ConnectionAsync<string>(person, "oauth_tokens::text");

        var changing = Route.All(world).Where(route => !route.IsOpen && route.Method != "GET" && !allowed.Contains(route.Name)).ToArray();
        changing.Length.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var route in changing)
        {
            var path = route.Pattern.Replace("{userId}", person.Clerk.UserId, StringComparison.Ordinal);
            var body = ValidBodies.FirstOrDefault(b => route.Pattern.EndsWith(b.Key, StringComparison.Ordinal)).Value ?? route.SaneBody;
            var target = (route with { Pattern = path }).With(connection.ToString());
            var answer = await person.SendAsync(new HttpMethod(route.Method), target, body, token: Acting);

            (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "connection.impersonation_refused"), route.Name);
        }

        (await world.ConnectionAsync<string>(person, "oauth_tokens::text")).ShouldBe(before);
        (await world.CountAsync(person, "auth_audit_log", "event_status = 'failure' and actor ->> 'impersonator' = 'user_support00001'"))
            .ShouldBe(changing.Length);
        (await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/sync", token: Acting)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    private static void Acting(ClerkTokenShape token) => token.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" };
}
