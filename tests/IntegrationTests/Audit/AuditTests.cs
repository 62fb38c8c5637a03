using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Clerk;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Audit;

/// <summary>The audit log of a user, as the API returns it.</summary>
[Trait("Route", "pooler")]
public sealed class AuditTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Audit = "/api/v1/auth/audit";

    [Fact]
    public async Task An_entry_has_every_member_and_names_actor_change_and_request()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var revoked = await person.SendAsync(HttpMethod.Delete, Revoke);

        var page = (await person.GetAsync(Audit)).Json;

        page.EnumerateObject().Select(m => m.Name).ShouldBe(["total", "limit", "offset", "events"]);
        (page.GetProperty("total").GetInt32(), page.GetProperty("limit").GetInt32(), page.GetProperty("offset").GetInt32()).ShouldBe((2, 50, 0));
        var newest = page.GetProperty("events")[0];
        newest.EnumerateObject().Select(m => m.Name).ShouldBe(
        [
            "id", "event_type", "event_status", "target_type", "target_id", "error_code", "error_message", "actor", "request_id", "trace_id",
            "ip_address",
            "user_agent", "metadata", "created_at",
        ]);
        Text(newest, "event_type").ShouldBe("connection.revoke");
        Text(newest, "event_status").ShouldBe("success");
        Text(newest, "target_type").ShouldBe("connection");
        newest.GetProperty("target_id").GetGuid().ShouldBe(await world.ConnectionAsync<Guid>(person, "id"));
        Text(newest, "request_id").ShouldBe(revoked.Headers["X-Request-Id"]);
        Text(newest, "ip_address").ShouldBeOneOf("127.0.0.1", "::1");
        Text(newest.GetProperty("actor"), "session").ShouldNotBeNull().ShouldStartWith("sess_");
        newest.GetProperty("actor").GetProperty("user").GetGuid().ShouldBe(await world.ConnectionAsync<Guid>(person, "user_id"));
        newest.GetProperty("metadata").ValueKind.ShouldBe(JsonValueKind.Object);
        Types(page).ShouldBe(["connection.revoke", "connection.connect"]);
    }

    [Theory]
    [InlineData("manual")]
    [InlineData("auto")]
    public async Task A_token_refresh_records_the_request_that_started_it(string trigger)
    {
        using var person = await world.ConnectedAsync("northwind"); // its first sync has ended, so only the request refreshes
        if (trigger == "auto") await world.ExpireTokenAsync(person);

        var answer = trigger == "auto" ? await person.GetAsync(Live) : await person.SendAsync(HttpMethod.Post, Refresh);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        var events = (await person.GetAsync(Audit + "?event_type=token.refresh")).Json.GetProperty("events");
        var refresh = events.EnumerateArray().ShouldHaveSingleItem();
        Text(refresh.GetProperty("metadata"), "triggered_by").ShouldBe(trigger);
        Text(refresh, "request_id").ShouldBe(answer.Headers["X-Request-Id"]);
        Text(refresh, "ip_address").ShouldBeOneOf("127.0.0.1", "::1");
    }

    [Fact]
    public async Task A_failed_entry_contains_the_error_code_and_message_of_the_service()
    {
        using var person = world.NewPerson();
        await person.VisitAsync(await person.ConsentAsync("northwind", allow: false));

        var failed = (await person.GetAsync(Audit)).Json.GetProperty("events").EnumerateArray().ShouldHaveSingleItem();

        Text(failed, "event_status").ShouldBe("failure");
        Text(failed, "error_code").ShouldBe("oauth.access_denied");
        Text(failed, "error_message").ShouldNotBeNull().ShouldStartWith("Access was not granted");
    }

    [Fact]
    public async Task An_entry_names_the_impersonator()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        await person.SendAsync(HttpMethod.Delete, Revoke, token: Acting);

        var events = (await person.GetAsync(Audit + "?status=failure")).Json.GetProperty("events");

        Text(events.EnumerateArray().ShouldHaveSingleItem().GetProperty("actor"), "impersonator").ShouldBe("user_support00001");
    }

    [Fact]
    public async Task Filters_and_offsets_apply_to_the_whole_log()
    {
        using var person = world.NewPerson();
        await person.VisitAsync(await person.ConsentAsync("northwind", allow: false));
        await person.ConnectAsync("northwind");
        await person.SendAsync(HttpMethod.Post, Refresh);
        await person.SendAsync(HttpMethod.Delete, Revoke);
        string[] all = ["connection.revoke", "token.refresh", "connection.connect", "connection.connect"];

        foreach (var (query, total, types) in new (string, int, string[])[]
        {
            ("", 4, all),
            ("?limit=2", 4, all[..2]),
            ("?limit=2&offset=2", 4, all[2..]),
            ("?limit=1&offset=3", 4, all[3..]),
            ("?offset=10", 4, []),
            ("?event_type=connection.connect", 2, all[2..]),
            ("?event_type=connection.connect&status=success", 1, all[2..3]),
            ("?status=failure", 1, all[3..]),
            ("?event_type=nothing", 0, []),
        })
        {
            var answer = await person.GetAsync(Audit + query);
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            answer.Json.GetProperty("total").GetInt32().ShouldBe(total, query);
            Types(answer.Json).ShouldBe(types, query);
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=1e2")]
    [InlineData("limit=")]
    [InlineData("limit=1&limit=2")]
    [InlineData("offset=-1")]
    [InlineData("offset=10001")]
    [InlineData("offset=1000000000")]
    [InlineData("status=Failure")]
    [InlineData("status=0")]
    [InlineData("event_type=")]
    [InlineData("event_type=a%00b")]
    [InlineData("event_type=a%0A")]
    [InlineData("event_type=a'b")]
    public async Task An_invalid_page_size_or_filter_is_refused(string query)
    {
        using var person = world.NewPerson();

        var answer = await person.GetAsync($"{Audit}?{query}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_audit_log_of_another_user_cannot_be_read()
    {
        using var person = world.NewPerson();
        using var other = world.NewPerson();
        await other.ConnectAsync("northwind");

        var page = (await person.GetAsync(Audit)).Json;

        page.GetProperty("total").GetInt32().ShouldBe(0);
        page.GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("used")]
    [InlineData("expired")]
    [InlineData("other_browser")]
    public async Task A_failed_authorization_flow_is_in_the_log_of_the_user_who_started_it(string reason)
    {
        using var person = world.NewPerson();
        using var stranger = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        if (reason == "used") await person.VisitAsync(back);
        if (reason == "expired") await world.AdvanceAsync(TimeSpan.FromSeconds(601));

        (await (reason == "other_browser" ? stranger : person).VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");

        var failed = (await person.GetAsync(Audit + "?status=failure")).Json.GetProperty("events").EnumerateArray().ShouldHaveSingleItem();
        Text(failed, "event_type").ShouldBe("connection.connect");
        Text(failed, "error_code").ShouldBe("oauth.invalid_state");
        Text(failed.GetProperty("metadata"), "reason").ShouldBe(reason);
        (await stranger.GetAsync(Audit)).Json.GetProperty("total").GetInt32().ShouldBe(0);
    }

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();

    private static string[] Types(JsonElement page) => [.. page.GetProperty("events").EnumerateArray().Select(e => Text(e, "event_type")!)];

    private static void Acting(ClerkTokenShape token) => token.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" };
}
