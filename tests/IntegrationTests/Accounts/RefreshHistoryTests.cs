using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Connections;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Accounts;

public sealed class RefreshHistoryTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>, IDisposable
{
    private const string Theirs = "select id from public.users where clerk_user_id = $1";

    public void Dispose() => world.Amazon.ClearFaults();

    [Fact]
    public async Task Refreshes_are_listed_with_their_outcome_newest_first()
    {
        using var person = await ConnectedAsync();
        (await HistoryAsync(person)).ShouldBeEmpty();
        await person.SendAsync(HttpMethod.Post, Refresh);
        await world.AdvanceAsync(TimeSpan.FromSeconds(31));
        world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Times = 2, Status = 500 });
        await person.SendAsync(HttpMethod.Post, Refresh);

        var history = await HistoryAsync(person);

        history.Length.ShouldBe(2);
        history[0].EnumerateObject().Select(m => m.Name).ShouldBe(["id", "accountId", "timestamp", "success", "error", "triggeredBy"]);
        history[1].GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        history.Select(h => h.GetProperty("success").GetBoolean()).ShouldBe([false, true]);
        history[0].GetProperty("error").GetString().ShouldBe("amazon.unavailable");
        history[0].GetProperty("accountId").GetString().ShouldBe((await person.AccountsAsync("id"))[0]);
        history[0].GetProperty("timestamp").GetDateTimeOffset().ShouldBeGreaterThan(history[1].GetProperty("timestamp").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("""{"triggered_by":"manual"}""", "manual")]
    [InlineData("""{"triggered_by":"auto"}""", "auto")]
    [InlineData("""{"triggered_by":"system"}""", "system")]
    [InlineData("""{"triggered_by":7}""", "auto")]
    [InlineData("{}", "auto")]
    public async Task The_trigger_is_shown(string metadata, string expected)
    {
        using var person = await ConnectedAsync();
        await AddAsync(person, "token.refresh", metadata);

        (await HistoryAsync(person)).ShouldHaveSingleItem().GetProperty("triggeredBy").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task Only_the_newest_fifty_refreshes_are_listed()
    {
        using var person = await ConnectedAsync();
        await AddAsync(person, "token.refresh", "{}", times: 60);
        await AddAsync(person, "token.unreadable", "{}");
        await AddAsync(person, "token_refresh", "{}"); // the event type of an earlier version

        var history = await HistoryAsync(person);

        history.Length.ShouldBe(50);
        history.Select(h => h.GetProperty("timestamp").GetString()).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Refreshes_of_another_connection_are_not_listed()
    {
        using var person = await ConnectedAsync();
        await AddAsync(person, "token.refresh", "{}", connection: Guid.CreateVersion7());

        (await HistoryAsync(person)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_without_a_connection_has_no_history_and_another_users_account_is_not_found()
    {
        using var person = await ConnectedAsync();
        using var other = await ConnectedAsync();
        var theirs = (await other.AccountsAsync("id"))[0];
        await world.Database.Owner.ExecuteAsync($"update public.user_accounts set connection_id = null where user_id = ({Theirs})",
            person.Clerk.UserId);

        (await HistoryAsync(person)).ShouldBeEmpty();
        (await person.GetAsync($"/api/v1/accounts/{theirs}/refresh-history")).Code.ShouldBe("account.not_found");
    }

    private async Task<Person> ConnectedAsync()
    {
        var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        return person;
    }

    private static async Task<JsonElement[]> HistoryAsync(Person person)
    {
        var answer = await person.GetAsync($"/api/v1/accounts/{(await person.AccountsAsync("id"))[0]}/refresh-history");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return [.. answer.Json.GetProperty("history").EnumerateArray()];
    }

    private async Task AddAsync(Person person, string type, string metadata, int times = 1,
        Guid? connection = null) => await world.Database.Owner.ExecuteAsync(
        $"""
        insert into public.auth_audit_log (user_id, event_type, event_status, target_type, target_id, metadata)
        select ({Theirs}), $2, 'success', 'connection', $3, $4::jsonb from generate_series(1, $5)
        """, person.Clerk.UserId, type, (connection ?? await world.ConnectionAsync<Guid>(person, "id")).ToString(), metadata, times);
}
