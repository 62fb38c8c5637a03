using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Connections;

/// <summary>The refresh of one connection, and what the list shows of refreshes and syncs.</summary>
public sealed class ConnectionRefreshTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Connections = "/api/v1/auth/connections";

    [Fact]
    public async Task No_next_sync_is_shown_while_automatic_syncs_are_off()
    {
        using var person = await world.ConnectedAsync("northwind");
        await world.ChangeConnectionAsync(person, "next_sync_at = '2030-01-31T10:00:00Z'");

        (await ListAsync(person)).Single().GetProperty("next_sync_at").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_connection_shows_since_when_it_needs_reauthorization_until_the_next_grant()
    {
        using var person = await world.ConnectedAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");
        world.Amazon.RevokeGrants("northwind");
        await person.SendAsync(HttpMethod.Post, $"{Connections}/{id}/refresh");
        var first = (await ListAsync(person)).Single();
        (first.GetProperty("status").GetString(), first.GetProperty("next_sync_at").ValueKind).ShouldBe(("needs_reauth", JsonValueKind.Null));

        await person.SendAsync(HttpMethod.Post, $"{Connections}/{id}/refresh");
        (await ListAsync(person)).Single().GetProperty("needs_reauth_since").GetDateTimeOffset()
            .ShouldBe(first.GetProperty("needs_reauth_since").GetDateTimeOffset());

        await person.ConnectAsync("northwind");
        (await ListAsync(person)).Single().GetProperty("needs_reauth_since").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_refresh_of_one_connection_leaves_the_other_as_it_is_and_coalesces()
    {
        using var person = await world.ConnectedAsync("northwind");
        await person.ConnectAsync("contoso", "?connection=new");
        await person.SyncAsync();
        var id = await world.ConnectionAsync<Guid>(person, "id");

        var refreshed = await person.SendAsync(HttpMethod.Post, $"{Connections}/{id}/refresh");
        var again = await person.SendAsync(HttpMethod.Post, $"{Connections}/{id}/refresh");

        refreshed.Status.ShouldBe(HttpStatusCode.OK, refreshed.Text);
        refreshed.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["status", "message", "new_expiry", "refresh_count"]);
        (refreshed.Json.GetProperty("status").GetString(), refreshed.Json.GetProperty("refresh_count").GetInt32()).ShouldBe(("success", 1));
        again.Text.ShouldBe(refreshed.Text);
        (await world.CountAsync(person, "oauth_tokens", "refresh_count = 1")).ShouldBe(1);
        (await person.SendAsync(HttpMethod.Post, $"{Connections}/{Guid.CreateVersion7()}/refresh")).Code.ShouldBe("connection.not_found");
    }

    private static async Task<JsonElement[]> ListAsync(Person person) =>
        [.. (await person.GetAsync(Connections)).Json.GetProperty("connections").EnumerateArray()];
}
