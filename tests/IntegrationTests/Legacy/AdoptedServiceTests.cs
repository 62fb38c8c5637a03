using System.Net;
using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Clerk;
using Accounts.TestKit.Postgres;

namespace Accounts.IntegrationTests.Legacy;

/// <summary>The service with an adopted database and the encryption key of the old service.</summary>
public sealed class AdoptedServiceTests(AdoptedServiceTests.World world) : IClassFixture<AdoptedServiceTests.World>
{
    [Fact]
    public async Task An_adopted_user_stays_connected_and_can_refresh_and_sync()
    {
        using var grace = world.Person("user_2adoptedGrace");

        await IsConnectedAndRefreshesAsync(grace);
        await SeesTheirAccountsAsync(grace);
        (await grace.SyncAsync()).GetProperty("status").GetString().ShouldBe("success");
    }

    private static async Task IsConnectedAndRefreshesAsync(Person grace)
    {
        var status = (await grace.GetAsync("/api/v1/auth/status")).Json;
        status.GetProperty("authenticated").GetBoolean().ShouldBeTrue();
        status.GetProperty("refresh_count").GetInt32().ShouldBe(4);
        status.GetProperty("connections").GetArrayLength().ShouldBe(1);

        var refreshed = await grace.SendAsync(HttpMethod.Post, "/api/v1/auth/refresh");
        refreshed.Status.ShouldBe(HttpStatusCode.OK, refreshed.Text);
        refreshed.Json.GetProperty("refresh_count").GetInt32().ShouldBe(5);
    }

    private static async Task SeesTheirAccountsAsync(Person grace)
    {
        var rows = (await grace.GetAsync("/api/v1/accounts")).Json.GetProperty("accounts").EnumerateArray()
            .ToDictionary(row => row.GetProperty("account_name").GetString()!);
        rows.ToDictionary(row => row.Key, row => row.Value.GetProperty("status").GetString())
            .ShouldBe(new Dictionary<string, string?> { ["Shop"] = "active", ["Seats"] = "suspended", ["Clean room"] = "disconnected" },
                ignoreOrder: true);
        rows["Shop"].GetProperty("metadata").GetProperty("unheard_of").GetProperty("kept").GetBoolean().ShouldBeTrue();

        var profiles = (await grace.GetAsync($"/api/v1/accounts/{rows["Shop"].GetProperty("id").GetString()}/profiles")).Json.GetProperty("profiles")
            .EnumerateArray();
        profiles.Select(p => $"{p.GetProperty("country_code")} {p.GetProperty("profile_id")} {p.GetProperty("entity_id")}")
            .ShouldBe(["US 18014398509481985 ENTITYSHOP", "CA 18014398509481987 ENTITYCA"]);
    }

    [Theory]
    [InlineData("b4000000-0000-0000-0000-000000000001", "success")] // by webhook
    [InlineData("b4000000-0000-0000-0000-000000000002", "failed")] // was under way
    public async Task An_old_run_can_be_read(string run, string status)
    {
        using var grace = world.Person("user_2adoptedGrace");

        var answer = await grace.GetAsync($"/api/v1/accounts/sync/{run}");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json.GetProperty("status").GetString().ShouldBe(status);
    }

    [Fact]
    public async Task Old_audit_entries_can_be_read()
    {
        using var grace = world.Person("user_2adoptedGrace");

        var old = (await grace.GetAsync("/api/v1/auth/audit?event_type=token_refresh")).Json.GetProperty("events").EnumerateArray()
            .ShouldHaveSingleItem();

        old.GetProperty("event_status").GetString().ShouldBe("success");
        old.GetProperty("target_id").GetString().ShouldBe("b2000000-0000-0000-0000-000000000001");
        old.GetProperty("user_agent").GetString().ShouldBe("Mozilla");
        old.GetProperty("actor").ToString().ShouldBe("{}");
        (await grace.GetAsync("/api/v1/auth/audit?event_type=connection.adopt")).Json.GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_user_with_a_plaintext_token_needs_reauthorization()
    {
        using var plain = world.Person("user_2adoptedPlain");

        var status = (await plain.GetAsync("/api/v1/auth/status")).Json;
        status.GetProperty("authenticated").GetBoolean().ShouldBeFalse();
        status.GetProperty("needs_reauth").GetBoolean().ShouldBeTrue();
        (await plain.SendAsync(HttpMethod.Post, "/api/v1/auth/refresh")).Code.ShouldBe("connection.reauthorization_required");
        (await plain.GetAsync("/api/v1/accounts")).Json.GetProperty("accounts")[0].GetProperty("status").GetString().ShouldBe("error");

        await plain.ConnectAsync("northwind");
        (await plain.GetAsync("/api/v1/auth/status")).Json.GetProperty("needs_reauth").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_encrypted_with_a_lost_key_needs_reauthorization_at_its_first_use()
    {
        using var foreign = world.Person("user_2adoptedLostKey");
        (await foreign.GetAsync("/api/v1/auth/status")).Json.GetProperty("authenticated").GetBoolean().ShouldBeTrue();

        (await foreign.SendAsync(HttpMethod.Post, "/api/v1/auth/refresh")).Code.ShouldBe("connection.reauthorization_required");

        (await foreign.GetAsync("/api/v1/auth/status")).Json.GetProperty("needs_reauth").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_without_a_user_are_available_to_no_user()
    {
        using var newcomer = world.NewPerson();
        using var signedOut = world.Person("user_2adoptedLeft");

        foreach (var person in new[] { newcomer, signedOut })
            (await person.GetAsync("/api/v1/auth/status")).Code.ShouldBe("connection.not_found");
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        public Person Person(string clerkUser) => Person(new ClerkPerson(clerkUser, "Old", "User", $"{clerkUser}@example.com"));

        protected override async Task<TestDatabase> CreateDatabaseAsync(TestServers from)
        {
            var database = await from.CreateEmptyDatabaseAsync();
            await new LegacyDatabase(TokenKey, Amazon.IssueTokens("northwind").RefreshToken).LoadAsync(database.Owner, "shape-b");
            await Migrator.MigrateAsync(database.OwnerConnectionString, CancellationToken.None);
            await from.AdmitServiceAsync(database);
            return database;
        }
    }
}
