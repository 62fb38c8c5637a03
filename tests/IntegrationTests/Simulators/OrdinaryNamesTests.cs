using System.Text.RegularExpressions;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed partial class OrdinaryNamesTests
{
    private const int Accounts = 2000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_option_every_name_is_a_brand_with_countries_or_a_region()
    {
        await using var simulators = await StartAsync(ordinary: true);
        var world = simulators.World("northwind");

        world.Accounts.Select(account => account.Name).ShouldAllBe(name => Ordinary().IsMatch(name));
        AdvertiserNamesOf(world).ShouldAllBe(name => Ordinary().IsMatch(name));
    }

    [Fact]
    public async Task An_account_in_one_country_is_named_after_it()
    {
        await using var simulators = await StartAsync(ordinary: true);

        var local = simulators.World("northwind").Accounts.Where(account => account.CountryCodes.Count == 1).ToArray();

        local.ShouldNotBeEmpty();
        local.ShouldAllBe(account => account.Name.EndsWith($" {account.CountryCodes[0]}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_two_accounts_of_a_login_share_a_name()
    {
        await using var simulators = await StartAsync(ordinary: true);

        simulators.World("northwind").Accounts.Select(account => account.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task The_names_are_the_same_on_every_start_and_the_option_changes_nothing_else()
    {
        await using var first = await StartAsync(ordinary: true);
        await using var second = await StartAsync(ordinary: true);
        await using var mixed = await StartAsync(ordinary: false);

        NamesOf(second).ShouldBe(NamesOf(first));
        mixed.World("northwind").Accounts.Select(account => account.Id).ShouldBe(first.World("northwind").Accounts.Select(account => account.Id));
    }

    [Fact]
    public async Task By_default_some_names_are_difficult_to_store_or_to_display()
    {
        await using var simulators = await StartAsync(ordinary: false);

        var names = NamesOf(simulators);

        names.ShouldContain(name => name.Contains("<b>", StringComparison.Ordinal));
        names.ShouldContain(name => name.Contains('\u202E'));
        names.ShouldContain(name => name.Contains("🦊", StringComparison.Ordinal));
    }

    private static Task<SimulatorHost> StartAsync(bool ordinary) =>
        SimulatorHost.StartAsync(new SimulatorOptions { Accounts = Accounts, OrdinaryNames = ordinary }, Ct);

    private static string[] NamesOf(SimulatorHost simulators) => [.. simulators.World("northwind").Accounts.Select(account => account.Name)];

    private static string[] AdvertiserNamesOf(AmazonWorld world) =>
    [
        .. from region in Enum.GetValues<AdsRegion>()
           from agency in world.Agencies(region)
           from advertiser in world.Advertisers(agency.Id)
           select advertiser.Name,
    ];

    [GeneratedRegex("^[A-Z][a-z]+ [A-Z][a-z]+( [A-Z][a-z]+)? ([A-Z]{2}(/[A-Z]{2})?|APAC|Global)$", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ordinary();
}
