using System.Net;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

public sealed class AutoRefreshTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string AutoRefresh = "/api/v1/auth/auto-refresh";

    [Fact]
    public async Task Auto_refresh_is_on_by_default_and_is_switched_for_all_connections_that_are_not_revoked()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        await world.ChangeConnectionAsync(person, "status = 'revoked'");
        await person.ConnectAsync("northwind", "?connection=new");
        await person.ConnectAsync("contoso", "?connection=new");

        var off = await person.SendAsync(HttpMethod.Post, AutoRefresh, """{"enabled":false}""");

        off.Status.ShouldBe(HttpStatusCode.OK, off.Text);
        off.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["success", "enabled", "message"]);
        off.Json.GetProperty("success").GetBoolean().ShouldBeTrue();
        off.Json.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await world.CountAsync(person, "oauth_tokens", "not proactive_refresh_enabled and status = 'active'")).ShouldBe(2);
        (await world.ConnectionAsync<bool>(person, "proactive_refresh_enabled")).ShouldBeTrue(); // the revoked one
        var shown = (await person.GetAsync("/api/v1/auth/connections")).Json.GetProperty("connections").EnumerateArray();
        shown.Select(c => c.GetProperty("auto_refresh").GetBoolean()).ShouldBe([false, false]);

        (await person.SendAsync(HttpMethod.Post, AutoRefresh, """{"enabled":false}""")).Status.ShouldBe(HttpStatusCode.OK); // nothing to change
        (await person.SendAsync(HttpMethod.Post, AutoRefresh, """{"enabled":true}""")).Json.GetProperty("enabled").GetBoolean().ShouldBeTrue();
        (await world.CountAsync(person, "oauth_tokens", "proactive_refresh_enabled")).ShouldBe(3);
        (await world.CountAsync(person, "auth_audit_log", "event_type = 'connection.auto_refresh' and metadata ->> 'enabled' = 'false'")).ShouldBe(2);
        (await world.CountAsync(person, "auth_audit_log", "event_type = 'connection.auto_refresh' and metadata ->> 'enabled' = 'true'")).ShouldBe(2);
    }

    [Fact]
    public async Task An_expired_token_is_refreshed_on_demand_when_auto_refresh_is_off()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await person.SendAsync(HttpMethod.Post, AutoRefresh, """{"enabled":false}""");
        await world.ExpireTokenAsync(person);

        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Switching_auto_refresh_without_a_connection_returns_connection_not_found()
    {
        using var person = world.NewPerson();
        (await person.SendAsync(HttpMethod.Post, AutoRefresh, """{"enabled":true}""")).Code.ShouldBe("connection.not_found");
        await person.ConnectAsync("northwind");
        await person.SendAsync(HttpMethod.Delete, Revoke);

        (await person.SendAsync(HttpMethod.Post, AutoRefresh, """{"enabled":true}""")).Code.ShouldBe("connection.not_found");
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"enabled":null}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"enabled":"true"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"enabled":1}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"enabled":true,"connection_id":"x"}""", HttpStatusCode.UnprocessableEntity)]
    public async Task An_invalid_body_is_refused_and_changes_nothing(string body, HttpStatusCode status)
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");

        (await person.SendAsync(HttpMethod.Post, AutoRefresh, body)).Status.ShouldBe(status);

        (await world.ConnectionAsync<bool>(person, "proactive_refresh_enabled")).ShouldBeTrue();
    }
}
