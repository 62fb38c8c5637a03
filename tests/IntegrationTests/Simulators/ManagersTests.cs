using System.Text.Json.Nodes;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class ManagersTests : SimulatorTest
{
    private static readonly string[] Ids = ["dspAdvertiserId", "marketplaceId", "profileId"];

    [Fact]
    public async Task A_region_lists_only_its_own_managers_with_links_of_every_type()
    {
        using var caller = As("northwind");
        var seen = new List<string>();

        foreach (var region in Enum.GetValues<AdsRegion>())
        {
            var managers = await caller.ManagersAsync(region);

            managers.Select(m => Text(m, "managerAccountId")).ShouldBe(Simulators.World("northwind").Managers(region).Select(m => m.Id));
            LinksOf(managers).Length.ShouldBe(12);
            LinksOf(managers).Select(link => Text(link, "accountType")).Distinct()
                .ShouldBe(["SELLER", "VENDOR", "DSP_ADVERTISING_ACCOUNT", "MARKETING_CLOUD"], ignoreOrder: true);
            seen.AddRange(managers.Select(m => Text(m, "managerAccountId")!));
        }

        seen.ShouldBeUnique();
        seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_link_refers_to_a_profile_or_an_advertiser_of_the_login()
    {
        using var caller = As("northwind");
        var world = Simulators.World("northwind");

        foreach (var region in Enum.GetValues<AdsRegion>())
        {
            var profiles = world.Profiles(region).ToDictionary(p => $"{p.Id}");
            foreach (var link in LinksOf(await caller.ManagersAsync(region)))
            {
                var type = Text(link, "accountType")!;
                if (type is "SELLER" or "VENDOR")
                {
                    var profile = profiles[Text(link, "profileId")!];
                    (Text(link, "accountId"), Text(link, "marketplaceId"), Text(link, "accountName"), profile.Type.ToUpperInvariant())
                        .ShouldBe((profile.AccountInfoId, profile.Marketplace.MarketplaceId, profile.Name, type));
                }
                else if (type == "DSP_ADVERTISING_ACCOUNT")
                {
                    var agency = world.Agencies(region).Single(a => a.AccountInfoId == Text(link, "accountId"));
                    var advertiser = world.Advertisers(agency.Id).Single(a => a.Id == Text(link, "dspAdvertiserId"));
                    (Text(link, "accountName"), Text(link, "marketplaceId")).ShouldBe((advertiser.Name, agency.Marketplace.MarketplaceId));
                }
                else
                {
                    profiles.Values.ShouldNotContain(p => p.AccountInfoId == Text(link, "accountId"));
                }
            }
        }
    }

    [Fact]
    public async Task Ids_that_do_not_apply_are_null_or_empty_and_profile_ids_are_text()
    {
        using var caller = As("northwind");
        var links = LinksOf(await caller.ManagersAsync(AdsRegion.Eu));

        foreach (var id in Ids) links.ShouldAllBe(link => link.AsObject().ContainsKey(id));
        foreach (var (type, id) in new[] { ("SELLER", "dspAdvertiserId"), ("VENDOR", "dspAdvertiserId"), ("DSP_ADVERTISING_ACCOUNT", "profileId") })
        {
            links.Where(link => Text(link, "accountType") == type).Select(link => Text(link, id)).Distinct().ShouldBe([null, ""], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task At_most_fifty_of_sixty_links_are_returned_and_the_world_marks_them()
    {
        var options = ObservedOptions;
        (options.Managers, options.LinksPerManager) = (2, 60);
        await using var simulators = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(simulators, simulators.IssueTokens("northwind").AccessToken);

        var told = await caller.ManagersAsync(AdsRegion.Na);
        var truth = simulators.World("northwind").Managers(AdsRegion.Na).ToArray();

        truth.Select(m => m.Links.Count).ShouldBe([60, 60]);
        told.Select(m => m["linkedAccounts"]!.AsArray().Count).ShouldBe([50, 50]);
        LinksOf(told).Select(link => Text(link, "accountId"))
            .ShouldBe(truth.SelectMany(m => m.Links.Where(link => link.Returned)).Select(link => link.AccountId));
        truth[0].Links.Select(link => link.AccountId).Intersect(truth[1].Links.Select(link => link.AccountId)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Some_managers_and_links_have_unknown_fields_and_types()
    {
        var options = ObservedOptions;
        (options.Managers, options.LinksPerManager) = (2, 40);
        await using var simulators = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(simulators, simulators.IssueTokens("northwind").AccessToken);

        var managers = await caller.ManagersAsync(AdsRegion.Na);

        managers.ShouldContain(m => m.AsObject().Count == 3);
        managers.ShouldContain(m => m.AsObject().Count == 4);
        LinksOf(managers).ShouldContain(link => link.AsObject().Count == 6);
        LinksOf(managers).ShouldContain(link => link.AsObject().Count == 7);
        LinksOf(managers).ShouldContain(link => Text(link, "accountType") == "BRAND_PORTFOLIO");
    }

    [Fact]
    public async Task A_marketing_cloud_usually_has_a_marketplace_and_a_profile()
    {
        var options = ObservedOptions;
        options.LinksPerManager = 40;
        await using var simulators = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(simulators, simulators.IssueTokens("northwind").AccessToken);
        var world = simulators.World("northwind");

        foreach (var region in Enum.GetValues<AdsRegion>())
        {
            var agencies = world.Agencies(region).ToDictionary(agency => $"{agency.Id}", agency => agency.Marketplace.MarketplaceId);
            var clouds = LinksOf(await caller.ManagersAsync(region)).Where(link => Text(link, "accountType") == "MARKETING_CLOUD").ToArray();
            var whole = clouds.Where(link => !string.IsNullOrEmpty(Text(link, "marketplaceId"))).ToArray();

            whole.Length.ShouldBeInRange(clouds.Length / 2, clouds.Length - 1);
            whole.ShouldAllBe(link => agencies[Text(link, "profileId")!] == Text(link, "marketplaceId"));
        }
    }

    [Theory]
    [InlineData(AmazonCaller.ManagersType, 200)]
    [InlineData("application/json", 406)]
    [InlineData("*/*", 200)]
    [InlineData("application/vnd.listaccountsresource.v1+json", 406)]
    public async Task Media_types_are_checked_as_Amazon_checks_them(string accept, int status)
    {
        using var caller = As("northwind");

        var answer = await caller.GetAsync("/managerAccounts", accept: accept);

        answer.Status.ShouldBe(status);
        if (status == 200) answer.MediaType.ShouldBe(AmazonCaller.ManagersType);
    }

    [Fact]
    public async Task Paging_parameters_and_the_scope_are_ignored()
    {
        using var caller = As("northwind");

        (await caller.GetAsync("/managerAccounts?maxResults=1&nextToken=x", scope: "7")).Body
            .ShouldBe((await caller.GetAsync("/managerAccounts")).Body);
    }

    [Fact]
    public async Task A_refusal_has_a_code_and_a_message()
    {
        using var caller = As("northwind");
        using var stranger = new AmazonCaller(Simulators, "Atza|made-up");
        using var customer = new AmazonCaller(Simulators, Simulators.IssueTokens("northwind", "profile").AccessToken);

        foreach (var (answer, status, code) in new[]
        {
            (await caller.GetAsync("/managerAccounts", clientId: null), 401, "UNAUTHORIZED"),
            (await stranger.GetAsync("/managerAccounts"), 401, "UNAUTHORIZED"),
            (await customer.GetAsync("/managerAccounts"), 403, "FORBIDDEN"),
        })
        {
            (answer.Status, answer.Text("code")).ShouldBe((status, code));
            answer.Json["message"].ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_new_login_has_no_managers()
    {
        using var caller = As("fabrikam");

        (await caller.ManagersAsync(AdsRegion.Na)).ShouldBeEmpty();
    }

    private static JsonNode[] LinksOf(IEnumerable<JsonNode> managers) =>
        [.. managers.SelectMany(m => m["linkedAccounts"]!.AsArray()).OfType<JsonNode>()];

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
