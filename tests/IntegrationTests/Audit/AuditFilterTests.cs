using System.Net;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Audit;

/// <summary>The filters of the audit log by target and time.</summary>
public sealed class AuditFilterTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Audit = "/api/v1/auth/audit";

    [Fact]
    public async Task Entries_are_filtered_by_target_and_by_a_half_open_range_of_time()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        await person.SendAsync(HttpMethod.Post, Refresh);
        var id = await world.ConnectionAsync<Guid>(person, "id");
        string[] times = ["2026-01-31T10:00:00.000Z", "2026-01-31T11:00:00.000Z"];
        await world.Database.Owner.ExecuteAsync(
            """
            insert into public.auth_audit_log (user_id, actor, event_type, event_status, target_type, target_id, created_at)
            select id, '{}', 'test.' || n, 'success', 'thing', 'thing-' || n, $2::timestamptz + (n - 1) * interval '1 hour' from public.users,
              generate_series(1, 2) n
            where clerk_user_id = $1
            """, person.Clerk.UserId, DateTimeOffset.Parse(times[0], System.Globalization.CultureInfo.InvariantCulture));

        (await TypesAsync($"target_id={id}")).ShouldBe(["token.refresh", "connection.connect"]);
        (await TypesAsync("target_id=thing-2")).ShouldBe(["test.2"]);
        (await TypesAsync($"from={times[0]}&to={times[1]}")).ShouldBe(["test.1"]);
        (await TypesAsync($"from={times[1]}&to=2026-01-31T12:00:00Z")).ShouldBe(["test.2"]);
        (await TypesAsync("to=2026-01-31T12:00:00%2B01:00")).ShouldBe(["test.1"]);
        (await TypesAsync($"from={times[0]}&target_id={id}&status=failure")).ShouldBeEmpty();

        async Task<string[]> TypesAsync(string query) =>
            [.. (await person.GetAsync($"{Audit}?{query}")).Json.GetProperty("events").EnumerateArray().Select(e => e.Text("event_type")!)];
    }

    [Theory]
    [InlineData("from=2026-01-31")]
    [InlineData("to=yesterday")]
    [InlineData("to=")]
    [InlineData("from=2026-01-31T10:00:00")]
    [InlineData("target_id=")]
    [InlineData("target_id=a%00")]
    [InlineData("target_id=a'b")]
    public async Task An_invalid_filter_is_refused(string query)
    {
        using var person = world.NewPerson();

        (await person.GetAsync($"{Audit}?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
