using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>The options determine the size of a world.</summary>
public sealed class WorldSizesTests
{
    private static readonly AdsRegion[] Regions = Enum.GetValues<AdsRegion>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    public async Task A_login_reaches_the_configured_number_of_account_profiles_in_list_order(int reach)
    {
        await using var whole = await StartAsync(_ => { });
        await using var limited = await StartAsync(options => options.Profiles = reach);
        using var caller = Caller(limited, "northwind");
        var all = whole.World("northwind");
        var listed = all.Accounts.SelectMany(a => a.AlternateIds).Where(id => id.ProfileId is not null).Select(id => id.ProfileId!.Value).ToArray();
        var reachable = Regions.SelectMany(region => ProfilesOf(all, region)).Select(p => p.Id).ToHashSet();
        var first = listed.Where(reachable.Contains).Take(reach).ToArray();

        var told = new List<long>();
        foreach (var region in Regions)
        {
            var answer = await caller.GetAsync("/v2/profiles?accessLevel=view&profileTypeFilter=seller,vendor", region);
            told.AddRange(answer.Json.AsArray().Select(p => p!["profileId"]!.GetValue<long>()));
        }

        told.ShouldBe(first, ignoreOrder: true);
        foreach (var profile in Regions.SelectMany(region => ProfilesOf(all, region)).Take(150))
        {
            (limited.World("northwind").FindProfile(profile.Marketplace.Region, profile.Id) is not null).ShouldBe(first.Contains(profile.Id));
        }
    }

    [Fact]
    public async Task Removing_a_profile_makes_no_other_profile_reachable()
    {
        await using var simulators = await StartAsync(options => options.Profiles = 20);
        var world = simulators.World("northwind");
        var before = Regions.SelectMany(region => ProfilesOf(world, region)).Select(p => p.Id).ToArray();

        world.RemoveProfiles(before[0], before[7]).ShouldBe(2);
        var after = Regions.SelectMany(region => ProfilesOf(world, region)).Select(p => p.Id).ToArray();
        world.ClearEdits();

        after.ShouldBe(before.Except([before[0], before[7]]));
        Regions.SelectMany(region => ProfilesOf(world, region)).Count().ShouldBe(20);
    }

    [Fact]
    public async Task Agencies_are_distributed_over_the_regions_and_some_are_read_only()
    {
        await using var simulators = await StartAsync(options => options.Agencies = 7);
        using var caller = Caller(simulators, "northwind");

        var counts = Regions.Select(region => simulators.World("northwind").Agencies(region).Count());
        var editable = (await caller.GetAsync("/v2/profiles?profileTypeFilter=agency")).Json.AsArray().Count;
        var viewable = (await caller.GetAsync("/v2/profiles?profileTypeFilter=agency&accessLevel=view")).Json.AsArray().Count;

        counts.ShouldBe([3, 2, 2]);
        (editable, viewable).ShouldBe((3, 4)); // including the attribution profile
    }

    [Fact]
    public async Task Shared_agencies_are_the_same_for_every_login_and_the_others_belong_to_one_login()
    {
        await using var simulators = await StartAsync(options => (options.Agencies, options.SharedAgencies) = (6, 2));
        var northwind = DspOf(simulators.World("northwind"));
        var contoso = DspOf(simulators.World("contoso"));

        northwind.Intersect(contoso).Select(seat => seat.Id).ShouldBe(northwind.Take(2).Select(seat => seat.Id));
        northwind.Take(2).SelectMany(seat => seat.Advertisers.Split(',')).Count().ShouldBe(8);
        northwind.SelectMany(seat => seat.Advertisers.Split(',')).Intersect(contoso.SelectMany(seat => seat.Advertisers.Split(','))).Count()
            .ShouldBe(8);
        northwind.Select(seat => seat.Entity).Intersect(contoso.Select(seat => seat.Entity)).Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_edit_of_a_shared_agency_affects_one_login()
    {
        await using var simulators = await StartAsync(options => options.SharedAgencies = 1);
        var (northwind, contoso) = (simulators.World("northwind"), simulators.World("contoso"));
        var agency = northwind.Agencies(AdsRegion.Na).Single().Id;

        northwind.RemoveAdvertisers(northwind.Advertisers(agency).First().Id).ShouldBe(1);

        (northwind.Advertisers(agency).Count(), contoso.Advertisers(agency).Count()).ShouldBe((3, 4));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_managers_and_advertisers()
    {
        await using var one = await StartAsync(_ => { });
        await using var two = await StartAsync(_ => { });
        await using var other = await StartAsync(options => options.Seed = 2);

        DspOf(two.World("contoso")).ShouldBe(DspOf(one.World("contoso")));
        DspOf(other.World("contoso")).Intersect(DspOf(one.World("contoso"))).ShouldBeEmpty();
        LinksOf(two).ShouldBe(LinksOf(one));
        LinksOf(other).Intersect(LinksOf(one)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_login_sees_no_agency()
    {
        await using var simulators = await StartAsync(options => options.SharedAgencies = 3);

        Regions.SelectMany(simulators.World("fabrikam").Profiles).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sixty_agencies_of_five_hundred_advertisers_are_all_different()
    {
        await using var simulators = await StartAsync(MakeLarge);
        using var caller = Caller(simulators, "northwind");
        var agency = simulators.World("northwind").Agencies(AdsRegion.Fe).Last();

        var page = await caller.GetAsync("/dsp/advertisers?startIndex=450", AdsRegion.Fe, scope: $"{agency.Id}");
        var all = DspOf(simulators.World("northwind")).Concat(DspOf(simulators.World("contoso"))).SelectMany(seat => seat.Advertisers.Split(','))
            .ToArray();

        page.Json["response"]!.AsArray().Count.ShouldBe(50);
        (all.Length, all.Distinct().Count()).ShouldBe((60_000, 60_000));
    }

    [Fact]
    public async Task A_lookup_in_a_large_world_allocates_no_more_than_in_a_small_one()
    {
        await using var small = await StartAsync(options => (options.Managers, options.LinksPerManager) = (5, 60));
        await using var large = await StartAsync(MakeLarge);

        AllocatedBy(large.World("northwind")).ShouldBeLessThan(2 * AllocatedBy(small.World("northwind")));
    }

    [Theory]
    [InlineData(901, 4)]
    [InlineData(3, 100_001)]
    [InlineData(-1, 4)]
    public async Task A_world_with_more_rows_than_ids_is_refused(int agencies, int advertisers) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            StartAsync(options => (options.Agencies, options.AdvertisersPerAgency) = (agencies, advertisers)));

    private static Task<SimulatorHost> StartAsync(Action<SimulatorOptions> change)
    {
        var options = AmazonCaller.Options;
        change(options);
        return SimulatorHost.StartAsync(options, Ct);
    }

    private static void MakeLarge(SimulatorOptions options) =>
        (options.Accounts, options.Agencies, options.AdvertisersPerAgency, options.Managers, options.LinksPerManager) = (100_000, 60, 500, 5, 60);

    // Bytes do not depend on the load of the machine
    private static long AllocatedBy(AmazonWorld world)
    {
        var agency = world.Agencies(AdsRegion.Na).First();
        var advertiser = world.Advertisers(agency.Id).First();
        var before = GC.GetAllocatedBytesForCurrentThread();

        world.FindAdvertiser(agency.Id, advertiser.Id).ShouldBe(advertiser);
        world.FindProfile(AdsRegion.Na, agency.Id).ShouldBe(agency);
        world.Managers(AdsRegion.Na).Sum(manager => manager.Links.Count).ShouldBe(300);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static AmazonCaller Caller(SimulatorHost simulators, string login) => new(simulators, simulators.IssueTokens(login).AccessToken);

    private static IEnumerable<WorldProfile> ProfilesOf(AmazonWorld world, AdsRegion region) => world.Profiles(region).Where(p => p.Type != "agency");

    private static (long Id, string Entity, string Name, string Advertisers)[] DspOf(AmazonWorld world) =>
    [
        .. Regions.SelectMany(world.Agencies).OrderBy(agency => agency.Id % 1000)
            .Select(agency => (agency.Id, agency.AccountInfoId, agency.Name, string.Join(',', world.Advertisers(agency.Id).Select(a => a.Id)))),
    ];

    private static string[] LinksOf(SimulatorHost simulators) =>
        [.. simulators.World("northwind").Managers(AdsRegion.Na).SelectMany(m => m.Links.Select(link => $"{m.Id} {link}"))];
}
