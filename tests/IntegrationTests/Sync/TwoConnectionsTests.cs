using Accounts.IntegrationTests.Harness;
using Accounts.Simulators;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Two logins that reach the same accounts, agencies and advertisers.</summary>
public sealed class TwoConnectionsTests : IClassFixture<TwoConnectionsTests.World>, IAsyncDisposable
{
    private readonly World _world;

    public TwoConnectionsTests(World world)
    {
        _world = world;
        world.Freeze("northwind");
        world.Freeze("contoso");
    }

    public async ValueTask DisposeAsync() => await _world.SettleAsync();

    [Fact]
    public async Task An_account_that_both_logins_reach_is_stored_once_and_stays_with_the_first_login()
    {
        using var person = await BothAsync();
        var before = await HoldersAsync(person);

        var run = await person.SyncAsync();

        run.Status().ShouldBe("success", run.ToString());
        (run.Progress("created"), run.Progress("updated")).ShouldBe((0, 0));
        (await HoldersAsync(person)).ShouldBe(before);
        before.Distinct().Count().ShouldBe(2);
        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person),
            Snapshot.OfAmazon(_world.Amazon.World("northwind"), _world.Amazon.World("contoso")));
    }

    [Fact]
    public async Task An_agency_that_both_logins_reach_is_listed_once()
    {
        using var person = await BothAsync();
        _world.Amazon.ClearCalls();

        await person.SyncAsync();

        var asked = _world.Amazon.Calls.Recent.Where(c => c.Route == Routes.ListAdvertisers).Select(c => c.Scope + c.Query).ToArray();
        asked.Distinct().Count().ShouldBe(asked.Length);
    }

    [Theory]
    [InlineData("needs_reauth")]
    [InlineData("revoked")]
    public async Task The_accounts_of_an_inactive_connection_are_reassigned_to_the_other_connection(string status)
    {
        using var person = await BothAsync();
        var user = await _world.UserIdAsync(person);
        await _world.Database.Owner.ExecuteAsync("update public.oauth_tokens set status = $2 where id = (select id from public.oauth_tokens "
            + "where user_id = $1 order by created_at limit 1)", user, status);

        (await person.SyncAsync()).Status().ShouldBe("success");

        var contoso = Snapshot.OfAmazon(_world.Amazon.World("contoso"));
        var held = await _world.Database.Owner.ScalarAsync<long>(
            """
            select count(*) from public.user_accounts a join public.oauth_tokens t on t.id = a.connection_id
            where a.user_id = $1 and t.status = 'active' and a.status <> 'inactive'
            """, user);
        held.ShouldBe(contoso.Count(l => l.Split(' ')[0] is "advertising" or "dsp" or "amc"));
    }

    [Fact]
    public async Task An_account_that_the_second_login_still_lists_never_becomes_inactive()
    {
        using var person = await BothAsync();
        var northwind = _world.Amazon.World("northwind");
        var shared = northwind.Accounts.Take(10).Select(a => a.Id).ToArray();
        northwind.Remove(shared);

        for (var i = 0; i < 3; i++)
        {
            (await person.SyncAsync()).Progress("deactivated").ShouldBe(0);
            (await person.AccountsAsync()).Values.Count(a => a.Text("status") == "inactive").ShouldBe(0);
        }

        Snapshot.ShouldBe(await Snapshot.StoredAsync(_world, person), Snapshot.OfAmazon(northwind, _world.Amazon.World("contoso")));
    }

    private async Task<Person> BothAsync()
    {
        var person = await _world.ConnectedAsync("northwind");
        await _world.ConnectAndFollowAsync(person, "contoso", "?connection=new");
        return person;
    }

    private async Task<string[]> HoldersAsync(Person person) => (await _world.Database.Owner.ScalarAsync<string[]>(
        "select array(select connection_id::text from public.user_accounts where user_id = $1 order by amazon_account_id)",
        await _world.UserIdAsync(person)))!;

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated =>
            new()
            {
                Accounts = 150,
                SharedAccounts = 40,
                Agencies = 6,
                SharedAgencies = 3,
                AdvertisersPerAgency = 20,
                Managers = 1,
                LinksPerManager = 12,
            };
    }
}
