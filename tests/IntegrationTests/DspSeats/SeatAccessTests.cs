using System.Net;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>Who may read which seats.</summary>
public sealed class SeatAccessTests(SeatsWorld world) : IClassFixture<SeatsWorld>
{
    [Theory]
    [InlineData("GET", "seats")]
    [InlineData("POST", "seats/refresh")]
    [InlineData("GET", "seats/sync-history")]
    public async Task An_advertiser_of_another_user_and_one_that_does_not_exist_get_the_same_response(string method, string path)
    {
        var (owner, advertiser) = await world.StartAsync();
        using var _ = owner;
        await owner.ReadAsync(advertiser);
        using var intruder = world.NewPerson();

        var foreign = await intruder.SendAsync(new HttpMethod(method), $"{Seats.Dsp}/{advertiser}/{path}");
        var unknown = await intruder.SendAsync(new HttpMethod(method), $"{Seats.Dsp}/77777/{path}");

        (foreign.Status, foreign.Code).ShouldBe((HttpStatusCode.Forbidden, "dsp.not_your_advertiser"));
        Shown(unknown, "77777").ShouldBe(Shown(foreign, advertiser));
    }

    [Fact]
    public async Task An_account_of_the_caller_that_is_no_advertiser_is_not_found()
    {
        var (person, _) = await world.StartAsync();
        using var _ = person;
        await world.Database.Owner.ExecuteAsync(
            """
            update public.user_accounts set amazon_account_id = '4711'
            where id = (select id from public.user_accounts where user_id = $1 and account_type = 'advertising' limit 1)
            """,
            await world.UserIdAsync(person));

        var answer = await person.SeatsAsync("4711");

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "account.not_found"));
    }

    [Fact]
    public async Task A_profile_through_which_the_caller_does_not_reach_the_advertiser_is_refused()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var agency = world.Northwind.Agencies(AdsRegion.Na).First().Id;

        (await person.SeatsAsync(advertiser, $"?profile_id={agency}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.SeatsAsync(advertiser, $"?profile_id={agency + 1}")).Code.ShouldBe("dsp.not_your_advertiser");
    }

    [Fact]
    public async Task A_denial_by_amazon_hides_the_stored_seats_at_once_until_a_read_succeeds()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { Exchanges = 12 });
        using var _ = person;
        var next = $"?max_results=10&next_token={(await person.ReadAsync(advertiser, "?max_results=10")).Text("nextToken")}";
        world.Northwind.Seats = new SeatsBehaviour { IsDenied = true };
        (await person.RefreshAsync(advertiser)).Code.ShouldBe("dsp.access_denied");

        await ShouldBeHiddenAsync(person, advertiser, next, HttpStatusCode.Forbidden, "dsp.access_denied");

        world.Northwind.Seats = new SeatsBehaviour { Exchanges = 3 };
        await world.PassAsync(TimeSpan.FromSeconds(6)); // less than the age up to which a snapshot is served
        (await person.ReadAsync(advertiser)).Exchanges().Length.ShouldBe(3);
    }

    [Fact]
    public async Task An_invalid_grant_hides_the_stored_seats_at_once()
    {
        var (person, advertiser) = await world.StartAsync(new SeatsBehaviour { Exchanges = 12 });
        using var _ = person;
        var next = $"?max_results=10&next_token={(await person.ReadAsync(advertiser, "?max_results=10")).Text("nextToken")}";
        await world.ChangeConnectionAsync(person, "status = 'needs_reauth'");

        await ShouldBeHiddenAsync(person, advertiser, next, HttpStatusCode.Unauthorized, "connection.reauthorization_required");
    }

    [Fact]
    public async Task An_invalid_grant_requires_a_new_authorization()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await world.ChangeConnectionAsync(person, "status = 'needs_reauth'");

        (await person.SeatsAsync(advertiser)).Code.ShouldBe("connection.reauthorization_required");
        var answer = await person.RefreshAsync(advertiser);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Unauthorized, "connection.reauthorization_required"));
        world.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task A_disconnected_advertiser_is_not_read()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await world.Database.Owner.ExecuteAsync(
            "update public.user_accounts set status = 'disconnected' where amazon_account_id = $1 and user_id = $2",
            advertiser, await world.UserIdAsync(person));

        (await person.SeatsAsync(advertiser)).Code.ShouldBe("account.disconnected");
        world.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task Each_permission_opens_its_routes_only()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var restricted = await world.StartInstanceAsync(
            ("Permissions:ReadSeats:0", "viewer"), ("Permissions:RefreshSeats:0", "org:seats:refresh"));

        world.Amazon.Clerk.SetOrganization(person.Clerk, new ClerkOrganization("org:viewer"));
        (await person.SeatsAsync(advertiser, "", restricted)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.RefreshAsync(advertiser, instance: restricted)).Code.ShouldBe("permission.missing");

        world.Amazon.Clerk.SetOrganization(person.Clerk, new ClerkOrganization("org:member", "org:campaigns:read", "org:seats:refresh"));
        (await person.SeatsAsync(advertiser, "", restricted)).Code.ShouldBe("permission.missing");
        (await person.RefreshAsync(advertiser, instance: restricted)).Status.ShouldBe(HttpStatusCode.OK);

        world.Amazon.Clerk.SetOrganization(person.Clerk, null);
        (await person.RefreshAsync(advertiser, instance: restricted)).Code.ShouldBe("permission.missing");
    }

    private static async Task ShouldBeHiddenAsync(Person person, string advertiser, string next, HttpStatusCode status, string code)
    {
        var answers = new[]
        {
            await person.SeatsAsync(advertiser), await person.SeatsAsync(advertiser, next), await person.RefreshAsync(advertiser, "{}"),
        };
        answers.Select(answer => (answer.Status, answer.Code)).Distinct().ShouldBe([(status, code)]);
    }

    /// <summary>Status, headers and members, except the id and what differs between any two responses.</summary>
    private static string Shown(ApiAnswer answer, string id)
    {
        var members = answer.Json.EnumerateObject().Where(m => m.Name is not ("trace_id" or "error")).Select(m => $"{m.Name}={m.Value}");
        var headers = answer.Headers.Keys.Order(StringComparer.Ordinal);
        return $"{answer.Status} {string.Join(' ', members)} {string.Join(' ', headers)}".Replace(id, "ID", StringComparison.Ordinal);
    }
}
