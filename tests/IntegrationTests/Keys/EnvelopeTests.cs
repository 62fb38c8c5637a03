using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Keys;

/// <summary>The service with the token format that binds each ciphertext to its row and column.</summary>
public sealed class EnvelopeTests(EnvelopeTests.World world) : IClassFixture<EnvelopeTests.World>, IAsyncDisposable
{
    [Fact]
    public async Task Every_ciphertext_of_a_connection_is_an_envelope()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var first = await world.ConnectionAsync<string>(person, "encrypted_access_token || encrypted_refresh_token");
        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.SendAsync(HttpMethod.Post, Refresh)).Status.ShouldBe(HttpStatusCode.OK);
        await person.ConnectAsync("northwind");
        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);

        (await world.CountAsync(person, "oauth_tokens", "encrypted_access_token like 'v2.%' and encrypted_refresh_token like 'v2.%'")).ShouldBe(1);
        (await world.CountAsync(person, "oauth_states", "encrypted_code_verifier like 'v2.%'")).ShouldBe(2);
        (await world.ConnectionAsync<string>(person, "encrypted_access_token || encrypted_refresh_token")).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_listing_that_failed_resumes_at_its_encrypted_cursor()
    {
        using var person = world.NewPerson();
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Skip = 2 });
        (await world.ConnectAndFollowAsync(person, "northwind")).Status().ShouldBe("partial");
        (await world.CountAsync(person, "sync_scopes", "cursor like 'v2.%'")).ShouldBe(1);
        world.ResetAmazon();

        var run = await person.SyncAsync();

        (run.Status(), run.AccountPages(), world.Listings()).ShouldBe(("success", 1, 1));
    }

    [Theory]
    [InlineData("encrypted_access_token", "encrypted_access_token", "user_id <> t.user_id")]
    [InlineData("encrypted_refresh_token", "encrypted_refresh_token", "user_id <> t.user_id")]
    [InlineData("encrypted_access_token", "encrypted_refresh_token", "user_id = t.user_id")]
    public async Task A_token_moved_to_another_row_or_column_is_not_used(string column, string source, string whose)
    {
        using var other = world.NewPerson();
        await other.ConnectAndSyncAsync("contoso");
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await world.Database.Owner.ExecuteAsync(
            $"""
            update public.oauth_tokens t set {column} = (select s.{source} from public.oauth_tokens s where s.{whose}
              and s.encrypted_access_token is not null limit 1)
            where user_id = (select id from public.users where clerk_user_id = $1)
            """, person.Clerk.UserId);
        if (column == "encrypted_refresh_token") await world.ExpireTokenAsync(person);
        world.Amazon.ClearCalls();

        (await person.GetAsync(Live)).Code.ShouldBe("connection.reauthorization_required");

        (world.Amazon.Calls.Count(Routes.Token), world.Listings()).ShouldBe((0, 0));
        (await world.AuditAsync(person, "token.unreadable")).ShouldBe(["token.unreadable failure token_unreadable"]);
    }

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override (string Name, string Value)[] Changes => [("TokenEncryption:Format", "aes-gcm")];
    }
}
