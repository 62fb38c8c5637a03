using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>The classes of the contract share one world.</summary>
[CollectionDefinition(nameof(FrontendWorld))]
public sealed class FrontendContract : ICollectionFixture<FrontendWorld>;

/// <summary>A world with a user whose accounts have every state that a page can meet. Tests only read this user.</summary>
public sealed class FrontendWorld(TestServers servers) : ApiWorld(servers)
{
    private readonly List<FrontendPage> _pages = [];

    internal FrontendPage Reader { get; private set; } = null!;

    protected override SimulatorOptions Simulated =>
        new() { Accounts = 40, Agencies = 3, AdvertisersPerAgency = 5, Managers = 3, LinksPerManager = 30 };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Reader = await EveryStateAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var page in _pages) page.Dispose();
        await base.DisposeAsync();
    }

    internal FrontendPage NewPage()
    {
        var page = new FrontendPage(this, NewPerson());
        _pages.Add(page);
        return page;
    }

    internal async Task<FrontendPage> ConnectedPageAsync(string login = "northwind")
    {
        var page = NewPage();
        await this.ConnectAndFollowAsync(page.User, login);
        return page;
    }

    /// <summary>
    /// Two connections, one of which needs a new consent. Among the accounts of each type of the other one are five with the stored statuses,
    /// one that no sync has listed yet and of which only the name is known, and one as the Python service stored it.
    /// </summary>
    internal async Task<FrontendPage> EveryStateAsync()
    {
        var page = await ConnectedPageAsync();
        await Database.Owner.ExecuteAsync(
            """
            with ranked as (
              select id, row_number() over (partition by account_type order by amazon_account_id) as place
              from public.user_accounts where user_id = $1)
            update public.user_accounts a set
              status = (array['active', 'pending', 'suspended', 'inactive', 'disconnected', 'pending', 'active'])[place],
              last_synced_at = case when place = 6 then null else last_synced_at end,
              missed_listings = case when place = 6 then 1 else missed_listings end,
              marketplace_id = case when place = 6 then null else marketplace_id end,
              region = case when place = 6 then null else region end,
              profile_id = case when place = 6 then null else profile_id end,
              entity_id = case when place = 6 then null else entity_id end,
              metadata = case place when 6 then '{"country_code":null,"country_codes":[],"region":null,"currency_code":null,"timezone":null,
                  "alternate_ids":[],"errors":{},"profile_type":null}'
                when 7 then metadata || '{"alternate_ids":[
                  {"countryCode":"US","profileId":"9007199254740993","entityId":null},{"countryCode":"US","profileId":null,"entityId":"ENTITY1"},
                  {"countryCode":null,"profileId":"456","entityId":"ENTITY2"},{"countryCode":"CA","profileId":789,"entityId":"ENTITY3"}]}'
                else metadata end
            from ranked where ranked.id = a.id and place <= 7
            """, await this.UserIdAsync(page.User));
        await this.ConnectAndFollowAsync(page.User, "contoso", "?connection=new");
        await Database.Owner.ExecuteAsync(
            """
            update public.oauth_tokens set status = 'needs_reauth'
            where id = (select id from public.oauth_tokens where user_id = $1 order by created_at desc limit 1)
            """, await this.UserIdAsync(page.User));
        return page;
    }

    /// <summary>As after a refresh that Amazon refused: the connection needs a new consent.</summary>
    internal Task InvalidateGrantAsync(FrontendPage page) => this.ChangeConnectionAsync(page.User, "status = 'needs_reauth'");

    /// <summary>The active accounts that the first table of the accounts page lists.</summary>
    internal static async Task<string[]> IdsAsync(FrontendPage page) =>
        [.. (await page.User.ListAsync("status=active&account_type=advertising")).Select(a => a.Text("id")!)];
}
