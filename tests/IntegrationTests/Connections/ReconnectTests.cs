using System.Net;
using Npgsql;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

public sealed class ReconnectTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Refreshed = "version = version + 1";
    private const string LeaseTaken = "refresh_lease_owner = 'another instance', refresh_lease_until = app.now() + interval '1 minute'";

    [Fact]
    public async Task Two_users_can_connect_the_same_amazon_login_independently()
    {
        using var first = world.NewPerson();
        using var second = world.NewPerson();
        await first.ConnectAndSyncAsync("northwind");
        await second.ConnectAndSyncAsync("northwind");

        (await world.PlainAsync(first, "encrypted_refresh_token")).ShouldNotBe(await world.PlainAsync(second, "encrypted_refresh_token"));
        (await second.AccountsAsync("amazon_account_id")).ShouldBe(await first.AccountsAsync("amazon_account_id"), ignoreOrder: true);
        (await second.AccountsAsync("id")).Intersect(await first.AccountsAsync("id")).ShouldBeEmpty();

        (await first.SendAsync(HttpMethod.Delete, Revoke)).Status.ShouldBe(HttpStatusCode.OK);

        (await second.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);
        (await second.AccountStatusesAsync()).ShouldNotContain("disconnected");
    }

    [Fact]
    public async Task Reconnecting_replaces_the_tokens_of_the_same_row_in_one_step()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");
        var access = await world.PlainAsync(person, "encrypted_access_token");
        var refresh = await world.PlainAsync(person, "encrypted_refresh_token");
        await world.ChangeConnectionAsync(person, "status = 'needs_reauth', last_refresh_error = 'x', refresh_failure_count = 3, "
            + "refresh_lease_owner = 'o', refresh_lease_until = app.now() + interval '1 hour'");

        await person.ConnectAsync("contoso");

        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(1);
        (await world.ConnectionAsync<Guid>(person, "id")).ShouldBe(id);
        (await world.PlainAsync(person, "encrypted_access_token")).ShouldNotBe(access);
        var stored = await world.PlainAsync(person, "encrypted_refresh_token");
        stored.ShouldNotBe(refresh);
        world.Amazon.Grants.Single(g => g.RefreshToken == stored).Login.ShouldBe("contoso");
        (await world.ConnectionAsync<bool>(person,
            "status = 'active' and last_refresh_error is null and refresh_failure_count = 0 and refresh_lease_owner is null "
                + "and refresh_lease_until is null")).ShouldBeTrue();
        (await world.ConnectionAsync<int>(person, "version")).ShouldBe(2);
    }

    [Theory]
    [InlineData(Refreshed)]
    [InlineData(LeaseTaken)]
    public async Task A_concurrent_change_of_the_connection_does_not_lose_the_consent(string change)
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var back = await person.ConsentAsync("contoso");

        var answer = await WhileTheRowChangesAsync(person, change, () => person.VisitAsync(back));

        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Text);
        answer.Location!.Query.ShouldBe("?success=true");
        var stored = await world.PlainAsync(person, "encrypted_refresh_token");
        world.Amazon.Grants.Single(g => g.RefreshToken == stored).Login.ShouldBe("contoso");
        (await world.ConnectionAsync<bool>(person, "refresh_lease_owner is null"))
            .ShouldBeTrue("A refresh with the old token would replace the new one.");
        (await world.AuditAsync(person, "connection.connect")).ShouldBe(["connection.connect success", "connection.connect success"]);
    }

    [Theory]
    [InlineData(Refreshed)]
    [InlineData(LeaseTaken)]
    public async Task A_concurrent_change_of_the_connection_does_not_prevent_its_revocation(string change)
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        var answer = await WhileTheRowChangesAsync(person, change, () => person.SendAsync(HttpMethod.Delete, Revoke));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (await world.ConnectionAsync<bool>(person,
            "status = 'revoked' and encrypted_access_token is null and encrypted_refresh_token is null and refresh_lease_owner is null"))
                .ShouldBeTrue();
        (await world.AuditAsync(person, "connection.revoke")).ShouldBe(["connection.revoke success"]);
    }

    /// <summary>
    /// Locks the row until the work waits for it, and changes it first, as a refresh on another instance does when it ends or begins.
    /// </summary>
    private async Task<ApiAnswer> WhileTheRowChangesAsync(Person person, string values, Func<Task<ApiAnswer>> work)
    {
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var change = new NpgsqlCommand(
            $"update public.oauth_tokens set {values} where user_id = (select id from public.users where clerk_user_id = $1)", connection,
                transaction);
        change.Parameters.Add(new NpgsqlParameter { Value = person.Clerk.UserId });
        await change.ExecuteNonQueryAsync();

        var answer = work();
        await Eventually.IsTrueAsync(
            async () => answer.IsCompleted || await world.Database.Owner.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0,
            "Waiting for the row");
        await transaction.CommitAsync();
        return await answer;
    }
}
