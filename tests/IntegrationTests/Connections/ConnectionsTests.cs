using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Listing, renaming and revoking single connections.</summary>
public sealed class ConnectionsTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Connections = "/api/v1/auth/connections";

    [Fact]
    public async Task The_list_has_exactly_the_documented_members()
    {
        using var person = world.NewPerson();
        (await ListAsync(person)).ShouldBeEmpty();
        await person.ConnectAsync("northwind", "?region=EU");

        var connection = (await ListAsync(person)).ShouldHaveSingleItem();

        connection.EnumerateObject().Select(m => m.Name).ShouldBe(
        [
            "id", "label", "region", "status", "scope", "expires_at", "last_refresh", "last_error", "refresh_count", "auto_refresh",
            "needs_reauth_since",
            "next_sync_at", "sync_interval_minutes", "created_at", "warnings",
        ]);
        connection.GetProperty("id").GetGuid().ShouldBe(await world.ConnectionAsync<Guid>(person, "id"));
        connection.GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
        connection.GetProperty("region").GetString().ShouldBe("EU");
        connection.GetProperty("status").GetString().ShouldBe("active");
        connection.GetProperty("scope").GetString().ShouldBe("advertising::campaign_management");
        connection.GetProperty("expires_at").GetDateTimeOffset().ShouldBeGreaterThan(connection.GetProperty("created_at").GetDateTimeOffset());
        connection.GetProperty("refresh_count").GetInt32().ShouldBe(0);
        connection.GetProperty("auto_refresh").GetBoolean().ShouldBeTrue();
        connection.GetProperty("warnings").GetArrayLength().ShouldBe(0);
        connection.GetProperty("needs_reauth_since").ValueKind.ShouldBe(JsonValueKind.Null);
        connection.GetProperty("sync_interval_minutes").GetInt32().ShouldBe(0, "automatic syncs are off in this world");
    }

    [Theory]
    [InlineData("Agency Nord", "Agency Nord")]
    [InlineData("  Zürich 🦉  ", "Zürich 🦉")]
    [InlineData("'; drop table users; --", "'; drop table users; --")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    public async Task A_label_is_stored_unchanged_except_for_surrounding_spaces(string label, string kept)
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");
        await person.GetAsync(Status); // so that the status is cached

        var renamed = await RenameAsync(person, id, JsonSerializer.Serialize(label));

        renamed.Status.ShouldBe(HttpStatusCode.OK, renamed.Text);
        renamed.Json.GetProperty("label").GetString().ShouldBe(kept);
        (await ListAsync(person)).Single().ToString().ShouldBe(renamed.Text);
        (await person.GetAsync(Status)).Json.GetProperty("connections")[0].GetProperty("label").GetString().ShouldBe(kept);
        (await RenameAsync(person, id, "null")).Json.GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"label":""}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"   "}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"a\nb"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"a\u0000"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"a\u001b[31m"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"\ud800"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":7}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"x","region":"EU"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"label":"x","status":"active"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("101", HttpStatusCode.UnprocessableEntity)]
    public async Task An_invalid_label_is_refused_and_changes_nothing(string body, HttpStatusCode status)
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");
        await RenameAsync(person, id, "\"before\"");

        var answer = await person.SendAsync(HttpMethod.Patch, $"{Connections}/{id}", body == "101"
            ? $$"""{"label":"{{new string('x', 101)}}"}""" : body);

        answer.Status.ShouldBe(status, answer.Text);
        (await world.ConnectionAsync<string>(person, "label || ' ' || region || ' ' || status")).ShouldBe("before NA active");
    }

    [Fact]
    public async Task A_connection_of_another_user_is_reported_like_an_unknown_one()
    {
        using var owner = world.NewPerson();
        using var person = world.NewPerson();
        await owner.ConnectAsync("northwind");
        await person.ConnectAsync("contoso");
        var theirs = await world.ConnectionAsync<Guid>(owner, "id");

        foreach (var id in new[] { theirs, Guid.CreateVersion7() })
        {
            (await RenameAsync(person, id, "\"mine\"")).Code.ShouldBe("connection.not_found");
            (await person.SendAsync(HttpMethod.Delete, $"{Connections}/{id}")).Code.ShouldBe("connection.not_found");
            (await person.SendAsync(HttpMethod.Post, $"{Connections}/{id}/refresh")).Code.ShouldBe("connection.not_found");
        }

        (await world.ConnectionAsync<bool>(owner, "label is null and status = 'active' and encrypted_refresh_token is not null")).ShouldBeTrue();
        (await world.AuditAsync(person, "connection.revoke")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Revoking_one_connection_deletes_its_tokens_and_does_not_affect_the_other()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await person.ConnectAsync("contoso", "?connection=new");
        await person.SyncAsync();
        var id = await world.ConnectionAsync<Guid>(person, "id");

        var revoked = await person.SendAsync(HttpMethod.Delete, $"{Connections}/{id}");

        revoked.Status.ShouldBe(HttpStatusCode.OK, revoked.Text);
        revoked.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["status", "message", "revoked_at"]);
        (await world.ConnectionAsync<bool>(person,
            "status = 'revoked' and encrypted_access_token is null and encrypted_refresh_token is null and expires_at is null")).ShouldBeTrue();
        (await world.CountAsync(person, "oauth_tokens", "status = 'active' and encrypted_refresh_token is not null")).ShouldBe(1);
        (await ListAsync(person)).Select(c => c.GetProperty("id").GetGuid()).ShouldNotContain(id);
        (await person.GetAsync(Status)).Json.GetProperty("connections").GetArrayLength().ShouldBe(1);
        (await person.AccountStatusesAsync()).GroupBy(s => s == "disconnected").Select(g => g.Count()).ShouldBe([20, 20], ignoreOrder: true);
        (await world.AuditAsync(person, "connection.revoke")).ShouldBe(["connection.revoke success"]);
        (await world.CountAsync(person, "auth_audit_log", $"event_type = 'connection.revoke' and target_id = '{id}'")).ShouldBe(1);

        (await person.SendAsync(HttpMethod.Delete, $"{Connections}/{id}")).Code.ShouldBe("connection.not_found");
        (await RenameAsync(person, id, "\"gone\"")).Code.ShouldBe("connection.not_found");
        (await world.AuditAsync(person, "connection.revoke")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_impersonator_may_not_revoke_a_connection_and_the_attempt_is_audited()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");

        var refused = await person.SendAsync(HttpMethod.Delete, $"{Connections}/{id}", token: t =>
            t.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" });

        refused.Code.ShouldBe("connection.impersonation_refused");
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
        (await world.AuditAsync(person, "connection.revoke")).ShouldBe(["connection.revoke failure connection.impersonation_refused"]);
    }

    [Fact]
    public async Task Renaming_a_connection_during_a_refresh_loses_neither_change()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");
        await world.ExpireTokenAsync(person);
        world.Amazon.ClearCalls();
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(1));

        var refresh = person.SendAsync(HttpMethod.Post, Refresh);
        await Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(Routes.Token) == 1, "The refresh");
        (await RenameAsync(person, id, "\"meanwhile\"")).Status.ShouldBe(HttpStatusCode.OK);
        (await refresh).Status.ShouldBe(HttpStatusCode.OK);
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);

        (await world.ConnectionAsync<bool>(person,
            "label = 'meanwhile' and refresh_count = 1 and refresh_lease_owner is null and expires_at > app.now()")).ShouldBeTrue();
    }

    private static async Task<JsonElement[]> ListAsync(Person person)
    {
        var answer = await person.GetAsync(Connections);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return [.. answer.Json.GetProperty("connections").EnumerateArray()];
    }

    private static Task<ApiAnswer> RenameAsync(Person person, Guid id, string label) =>
        person.SendAsync(HttpMethod.Patch, $"{Connections}/{id}", $$"""{"label":{{label}}}""");
}
