using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

public sealed partial class StatusTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Theory]
    [InlineData("GET", Status)]
    [InlineData("POST", Refresh)]
    [InlineData("DELETE", Revoke)]
    [InlineData("GET", Live)]
    public async Task Every_route_returns_connection_not_found_without_a_connection(string method, string path)
    {
        using var person = world.NewPerson();

        var answer = await person.SendAsync(new HttpMethod(method), path);

        answer.Status.ShouldBe(HttpStatusCode.NotFound, answer.Text);
        answer.Code.ShouldBe("connection.not_found");
    }

    [Fact]
    public async Task The_status_has_exactly_the_documented_members()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");

        var status = (await person.GetAsync(Status)).Json;

        status.EnumerateObject().Select(m => m.Name).ShouldBe(
            ["authenticated", "token_valid", "expires_at", "last_refresh", "refresh_count", "scope", "needs_reauth", "connections"]);
        status.GetProperty("authenticated").GetBoolean().ShouldBeTrue();
        status.GetProperty("token_valid").GetBoolean().ShouldBeTrue();
        status.GetProperty("expires_at").GetString().ShouldNotBeNull().ShouldMatch(Milliseconds().ToString());
        status.GetProperty("last_refresh").ValueKind.ShouldBe(JsonValueKind.Null);
        status.GetProperty("refresh_count").GetInt32().ShouldBe(0);
        status.GetProperty("scope").GetString().ShouldBe("advertising::campaign_management");
        status.GetProperty("needs_reauth").GetBoolean().ShouldBeFalse();
        var connection = status.GetProperty("connections").EnumerateArray().ShouldHaveSingleItem();
        connection.EnumerateObject().Select(m => m.Name).ShouldBe(["id", "label", "region", "status", "expires_at", "last_refresh", "last_error"]);
        connection.GetProperty("id").GetGuid().ShouldBe(await world.ConnectionAsync<Guid>(person, "id"));
        connection.GetProperty("region").GetString().ShouldBe("NA");
        connection.GetProperty("status").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task The_status_summarizes_several_connections()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        await world.ChangeConnectionAsync(person,
            "status = 'needs_reauth', refresh_count = 2, last_refresh_error = 'x', expires_at = app.now() - interval '1 day'");
        await person.ConnectAsync("contoso", "?connection=new&region=EU");

        var status = (await person.GetAsync(Status)).Json;

        status.GetProperty("authenticated").GetBoolean().ShouldBeTrue();
        status.GetProperty("needs_reauth").GetBoolean().ShouldBeTrue();
        status.GetProperty("token_valid").GetBoolean().ShouldBeTrue();
        status.GetProperty("refresh_count").GetInt32().ShouldBe(2);
        var connections = status.GetProperty("connections").EnumerateArray().ToArray();
        connections.Select(c => c.GetProperty("status").GetString()).ShouldBe(["needs_reauth", "active"]);
        connections.Select(c => c.GetProperty("region").GetString()).ShouldBe(["NA", "EU"]);
        connections[0].GetProperty("last_error").GetString().ShouldBe("x");
    }

    [Fact]
    public async Task A_refresh_returns_the_new_expiry_and_is_not_repeated_within_thirty_seconds()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await world.ExpireTokenAsync(person);
        world.Amazon.ClearCalls();

        var first = (await person.SendAsync(HttpMethod.Post, Refresh)).Json;
        var second = (await person.SendAsync(HttpMethod.Post, Refresh, """{"refresh_token":"Atzr|from-an-old-page"}""")).Json;

        first.EnumerateObject().Select(m => m.Name)
            .ShouldBe(["status", "message", "new_expiry", "refresh_count", "access_token", "refresh_token"]);
        first.GetProperty("status").GetString().ShouldBe("success");
        first.GetProperty("new_expiry").GetString().ShouldNotBeNull().ShouldMatch(Milliseconds().ToString());
        first.GetProperty("refresh_count").GetInt32().ShouldBe(1);
        second.ToString().ShouldBe(first.ToString());
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);

        await world.AdvanceAsync(TimeSpan.FromSeconds(31));
        (await person.SendAsync(HttpMethod.Post, Refresh)).Json.GetProperty("refresh_count").GetInt32().ShouldBe(2);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(2);
        var status = (await person.GetAsync(Status)).Json;
        status.GetProperty("refresh_count").GetInt32().ShouldBe(2);
        status.GetProperty("last_refresh").GetString().ShouldNotBeNull().ShouldMatch(Milliseconds().ToString());
    }

    [Fact]
    public async Task Revoking_deletes_the_tokens_and_disconnects_the_accounts()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        var revoked = (await person.SendAsync(HttpMethod.Delete, Revoke)).Json;

        revoked.EnumerateObject().Select(m => m.Name).ShouldBe(["status", "message", "revoked_at"]);
        (await world.ConnectionAsync<bool>(person, "encrypted_access_token is null and encrypted_refresh_token is null and expires_at is null"))
            .ShouldBeTrue();
        (await person.AccountStatusesAsync()).Distinct().ShouldBe(["disconnected"]);
        (await person.GetAsync(Status)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.SendAsync(HttpMethod.Delete, Revoke)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.SendAsync(HttpMethod.Post, Refresh)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/sync")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.AuditAsync(person, "connection.revoke")).ShouldBe(["connection.revoke success"]);

        await person.ConnectAndSyncAsync("northwind");
        (await person.AccountStatusesAsync()).ShouldNotContain("disconnected");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(1);
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();
}
