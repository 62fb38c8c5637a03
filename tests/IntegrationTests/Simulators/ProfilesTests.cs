using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class ProfilesTests : SimulatorTest
{
    [Fact]
    public async Task A_region_has_only_its_own_profiles()
    {
        using var caller = As("northwind");
        var japanese = Simulators.World("northwind").Profiles(AdsRegion.Fe).First();

        (await caller.GetAsync($"/v2/profiles/{japanese.Id}", AdsRegion.Fe)).Json["countryCode"]!.GetValue<string>()
            .ShouldBe(japanese.Marketplace.CountryCode);
        var elsewhere = await caller.GetAsync($"/v2/profiles/{japanese.Id}", AdsRegion.Na);

        (elsewhere.Status, elsewhere.Text("code")).ShouldBe((404, "NOT_FOUND"));
        foreach (var region in Enum.GetValues<AdsRegion>())
        {
            var listed = await ListAsync(caller, "?accessLevel=view", region);
            listed.ShouldBe(Simulators.World("northwind").Profiles(region).Select(p => p.Id), ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("+")]
    [InlineData("%2B")]
    public async Task An_id_with_other_characters_than_digits_is_not_found(string before)
    {
        using var caller = As("northwind");
        var profile = Simulators.World("northwind").Profiles(AdsRegion.Na).First();

        (await caller.GetAsync($"/v2/profiles/{before}{profile.Id}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_full_answer_lacks_the_agencies_which_their_filter_shows()
    {
        var options = ObservedOptions;
        options.Accounts = 6_000;
        await using var simulators = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(simulators, simulators.IssueTokens("northwind").AccessToken);
        var agencies = simulators.World("northwind").Profiles(AdsRegion.Eu).Where(p => p.Type == "agency").Select(p => p.Id).ToArray();

        var listed = await ListAsync(caller, "?accessLevel=view", AdsRegion.Eu);

        listed.Length.ShouldBe(5000);
        listed.Intersect(agencies).ShouldBeEmpty();
        (await ListAsync(caller, "?accessLevel=view&profileTypeFilter=agency", AdsRegion.Eu)).ShouldBe(agencies);
    }

    [Fact]
    public async Task Paging_and_unknown_parameters_are_ignored()
    {
        using var caller = As("northwind");

        (await ListAsync(caller, "?maxResults=1&nextToken=abc&startIndex=5")).ShouldBe(await ListAsync(caller, ""));
    }

    [Fact]
    public async Task Read_only_profiles_are_listed_only_on_request()
    {
        using var caller = As("northwind");
        var readOnly = Simulators.World("northwind").Profiles(AdsRegion.Eu).Where(p => p.ViewOnly).Select(p => p.Id).ToArray();

        readOnly.ShouldNotBeEmpty();
        (await ListAsync(caller, "", AdsRegion.Eu)).Intersect(readOnly).ShouldBeEmpty();
        readOnly.ShouldBeSubsetOf(await ListAsync(caller, "?accessLevel=view", AdsRegion.Eu));
    }

    [Fact]
    public async Task Filters_return_only_the_requested_types_and_payment_methods()
    {
        using var caller = As("northwind");

        var agencies = (await caller.GetAsync("/v2/profiles?profileTypeFilter=agency")).Json.AsArray();
        var unpaid = (await caller.GetAsync("/v2/profiles?validPaymentMethodFilter=false&accessLevel=view", AdsRegion.Eu)).Json.AsArray();

        agencies.Select(p => p!["accountInfo"]!["subType"]?.GetValue<string>()).ShouldBe([null, "AMAZON_ATTRIBUTION"]);
        unpaid.ShouldNotBeEmpty();
        unpaid.ShouldAllBe(p => p!["accountInfo"]!["validPaymentMethod"]!.GetValue<bool>() == false);
    }

    [Fact]
    public async Task A_login_without_accounts_gets_an_empty_array()
    {
        using var caller = As("fabrikam");

        (await ListAsync(caller, "?accessLevel=view")).ShouldBeEmpty();
    }

    private static async Task<long[]> ListAsync(AmazonCaller caller, string query, AdsRegion region = AdsRegion.Na) =>
        [.. (await caller.GetAsync("/v2/profiles" + query, region)).Json.AsArray().Select(p => p!["profileId"]!.GetValue<long>())];
}
