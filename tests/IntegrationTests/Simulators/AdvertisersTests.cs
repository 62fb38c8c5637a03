using System.Globalization;
using System.Text.Json.Nodes;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class AdvertisersTests : SimulatorTest
{
    private AmazonWorld World => Simulators.World("northwind");

    [Fact]
    public async Task The_pages_contain_every_advertiser_of_an_agency()
    {
        var options = ObservedOptions;
        options.AdvertisersPerAgency = 230;
        await using var simulators = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(simulators, simulators.IssueTokens("northwind").AccessToken);
        var agency = simulators.World("northwind").Agencies(AdsRegion.Eu).Single();
        var ids = new List<string>();

        for (var start = 0; start < 300; start += 100)
        {
            var page = (await caller.GetAsync($"/dsp/advertisers?startIndex={start}", AdsRegion.Eu, scope: $"{agency.Id}")).Json;
            page["totalResults"]!.GetValue<int>().ShouldBe(230);
            ids.AddRange(IdsOf(page));
        }

        ids.ShouldBe(simulators.World("northwind").Advertisers(agency.Id).Select(a => a.Id));
        ids.ShouldBeUnique();
        ids.Count.ShouldBe(230);
    }

    [Fact]
    public async Task A_page_has_the_requested_size_and_is_empty_beyond_the_end()
    {
        using var caller = As("northwind");
        var agency = World.Agencies(AdsRegion.Na).Single();
        var all = World.Advertisers(agency.Id).Select(a => a.Id).ToArray();

        IdsOf((await caller.AdvertisersAsync(agency, "?startIndex=1&count=2")).Json).ShouldBe(all[1..3]);
        var beyond = (await caller.AdvertisersAsync(agency, "?startIndex=29900&count=1")).Json;

        (IdsOf(beyond).Length, beyond["totalResults"]!.GetValue<int>()).ShouldBe((0, 4));
    }

    [Fact]
    public async Task An_advertiser_has_six_fields_a_numeric_id_as_text_and_sometimes_an_unknown_field()
    {
        var options = ObservedOptions;
        options.AdvertisersPerAgency = 100;
        await using var simulators = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(simulators, simulators.IssueTokens("northwind").AccessToken);
        var world = simulators.World("northwind");
        var agency = world.Agencies(AdsRegion.Fe).Single();

        var listed = (await caller.GetAsync("/dsp/advertisers", AdsRegion.Fe, scope: $"{agency.Id}")).Json["response"]!.AsArray();

        foreach (var (advertiser, wire) in world.Advertisers(agency.Id).Zip(listed))
        {
            string[] fields = ["advertiserId", "name", "currency", "url", "country", "timezone"];
            fields.Select(field => wire![field]?.GetValue<string>())
                .ShouldBe([advertiser.Id, advertiser.Name, "JPY", advertiser.Url, "JP", "Asia/Tokyo"]);
        }

        var ids = world.Advertisers(agency.Id).Select(a => a.Id).ToArray();
        ids.ShouldAllBe(id => id.All(char.IsAsciiDigit));
        ids.ShouldContain(id => id.Length == 18 && long.Parse(id, CultureInfo.InvariantCulture) > 1L << 53);
        ids.ShouldContain(id => long.Parse(id, CultureInfo.InvariantCulture) < 1L << 53);
        listed.ShouldContain(a => a!["url"] == null);
        listed.ShouldContain(a => a!.AsObject().ContainsKey("seatTier"));
    }

    [Fact]
    public async Task British_advertisers_have_the_country_UK_or_GB()
    {
        using var caller = As("northwind");

        var listed = (await caller.AdvertisersAsync(World.Agencies(AdsRegion.Eu).Single())).Json["response"]!.AsArray();

        listed.Select(a => a!["country"]!.GetValue<string>()).Distinct().ShouldBe(["UK", "GB"]);
        listed.Select(a => a!["currency"]!.GetValue<string>()).Distinct().ShouldBe(["GBP"]);
    }

    [Fact]
    public async Task The_filter_returns_only_the_requested_ids_of_the_agency()
    {
        using var caller = As("northwind");
        var agency = World.Agencies(AdsRegion.Na).Single();
        var mine = World.Advertisers(agency.Id).Select(a => a.Id).ToArray();
        var theirs = World.Advertisers(World.Agencies(AdsRegion.Eu).Single().Id).First().Id;

        var page = (await caller.AdvertisersAsync(agency, $"?advertiserIdFilter={mine[2]},{theirs},{mine[0]},{mine[2]},1")).Json;

        IdsOf(page).ShouldBe([mine[2], mine[0]], ignoreOrder: true);
        page["totalResults"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("startIndex=-1", "startIndex")]
    [InlineData("startIndex=%2B5", "startIndex")]
    [InlineData("startIndex=29901", "startIndex")]
    [InlineData("startIndex=", "startIndex")]
    [InlineData("startIndex=0&startIndex=1", "startIndex")]
    [InlineData("count=0", "count")]
    [InlineData("count=101", "count")]
    [InlineData("count=ten", "count")]
    [InlineData("advertiserIdFilter=1,x", "advertiserIdFilter")]
    [InlineData("advertiserIdFilter=1,,2", "advertiserIdFilter")]
    public async Task An_invalid_query_returns_422_and_names_the_field(string query, string field)
    {
        using var caller = As("northwind");

        var answer = await caller.AdvertisersAsync(World.Agencies(AdsRegion.Na).Single(), "?" + query);

        (answer.Status, answer.Text("message")).ShouldBe((422, "Validation Error"));
        answer.Json["requestId"].ShouldNotBeNull();
        var error = answer.Json["errors"]!.AsArray().Single()!;
        (error["errorType"]!.GetValue<string>(), error["field"]!.GetValue<string>()).ShouldBe(("DSP_INVALID_QUERY_PARAM", field));
        error["message"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_single_advertiser_is_found_only_at_its_own_agency()
    {
        using var caller = As("northwind");
        var (agency, other) = (World.Agencies(AdsRegion.Na).Single(), World.Agencies(AdsRegion.Eu).Single());
        var mine = World.Advertisers(agency.Id).First();
        var foreign = World.Advertisers(other.Id).First();

        var found = await caller.GetAsync("/dsp/advertisers/" + mine.Id, scope: $"{agency.Id}");

        (found.Status, found.MediaType, found.Text("name")).ShouldBe((200, "application/json", mine.Name));
        foreach (var id in new[] { foreign.Id, "1", new string('9', 40) })
        {
            var missing = await caller.GetAsync("/dsp/advertisers/" + id, scope: $"{agency.Id}");
            (missing.Status, missing.Text("message")).ShouldBe((404, "Resource Not Found"));
        }
    }

    [Fact]
    public async Task A_path_id_that_is_not_a_number_returns_422()
    {
        using var caller = As("northwind");

        var answer = await caller.GetAsync("/dsp/advertisers/12a", scope: $"{World.Agencies(AdsRegion.Na).Single().Id}");

        answer.Status.ShouldBe(422);
        answer.Json["errors"]![0]!["errorType"]!.GetValue<string>().ShouldBe("DSP_INVALID_PATH_PARAM");
    }

    [Theory]
    [InlineData("/dsp/advertisers", "details")]
    [InlineData("/dsp/advertisers/1", "message")]
    public async Task A_call_is_refused_unless_its_scope_is_an_agency_of_the_login_in_the_region(string path, string member)
    {
        using var caller = As("northwind");
        var strange = new[]
        {
            World.Agencies(AdsRegion.Eu).Single(), Simulators.World("contoso").Agencies(AdsRegion.Na).Single(),
            World.Profiles(AdsRegion.Na).First(p => p.Type == "seller"), World.Profiles(AdsRegion.Na).Single(p => p.SubType == "AMAZON_ATTRIBUTION"),
        };

        var missing = await caller.GetAsync(path);

        (missing.Status, missing.Text(member)).ShouldBe((401, "Scope header is missing"));
        missing.Json.AsObject().ContainsKey("code").ShouldBe(member == "details"); // the gateway's format, and the DSP's
        foreach (var scope in strange.Select(p => $"{p.Id}").Append("agency"))
        {
            var refused = await caller.GetAsync(path, scope: scope);
            (refused.Status, refused.Text(member)).ShouldBe((401, $"Not authorized to access scope {scope}"));
        }
    }

    [Fact]
    public async Task A_missing_client_id_an_unknown_token_and_a_missing_scope_are_refused_in_the_format_of_the_DSP()
    {
        using var caller = As("northwind");
        using var stranger = new AmazonCaller(Simulators, "Atza|made-up");
        using var customer = new AmazonCaller(Simulators, Simulators.IssueTokens("northwind", "profile").AccessToken);
        var scope = $"{World.Agencies(AdsRegion.Na).Single().Id}";

        (await caller.GetAsync("/dsp/advertisers", scope: scope, clientId: null)).Status.ShouldBe(401);
        (await stranger.GetAsync("/dsp/advertisers", scope: scope)).Text("message").ShouldBe("Unauthenticated Request");
        (await customer.GetAsync("/dsp/advertisers", scope: scope)).Status.ShouldBe(403);
        (await caller.GetAsync("/dsp/advertisers", scope: scope, accept: "text/html")).Status.ShouldBe(406);
    }

    private static string[] IdsOf(JsonNode page) => [.. page["response"]!.AsArray().Select(a => a!["advertiserId"]!.GetValue<string>())];
}
