using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Accounts;

/// <summary>The service pages profiles that Amazon lists without pages.</summary>
public sealed class AmazonProfilesTests(WholeWorld world) : IClassFixture<WholeWorld>
{
    private const string Profiles = "/api/v1/accounts/amazon-profiles";

    [Fact]
    public async Task The_pages_contain_each_profile_of_all_regions_once()
    {
        using var person = await world.ConnectedAsync("northwind");
        var amazon = Enum.GetValues<AdsRegion>().SelectMany(world.Amazon.World("northwind").Profiles).ToDictionary(p => p.Id.ToString());

        var listed = await AllAsync(person, "");

        listed.Select(p => p.Text("profile_id")!).Order(StringComparer.Ordinal).ShouldBe(amazon.Keys.Order(StringComparer.Ordinal));
        foreach (var profile in listed)
        {
            var expected = amazon[profile.Text("profile_id")!];
            (profile.Text("country_code"), profile.Text("currency_code"), profile.Text("region"), profile.Text("account_type"),
                profile.Text("account_id"))
                .ShouldBe((expected.Marketplace.CountryCode.Ours(), expected.Marketplace.Currency,
                    expected.Marketplace.Region.ToString().ToUpperInvariant(), expected.Type, expected.AccountInfoId));
            profile.Text("access_level").ShouldBe(expected.ViewOnly ? "view" : "edit");
        }
    }

    [Theory]
    [InlineData("region=EU", "region", "EU")]
    [InlineData("country_code=US", "country_code", "US")]
    [InlineData("profile_type=agency", "account_type", "agency")]
    public async Task A_filter_returns_only_matching_profiles(string query, string member, string value)
    {
        using var person = await world.ConnectedAsync("northwind");

        var listed = await AllAsync(person, "&" + query);

        listed.ShouldNotBeEmpty();
        listed.ShouldAllBe(p => p.Text(member) == value);
    }

    [Theory]
    [InlineData("max_results=0")]
    [InlineData("max_results=101")]
    [InlineData("max_results=1e1")]
    [InlineData("region=XX")]
    [InlineData("country_code=usa")]
    [InlineData("profile_type=boss")]
    [InlineData("next_token=x")]
    public async Task An_invalid_query_is_rejected_with_400(string query)
    {
        using var person = await world.ConnectedAsync("fabrikam");

        (await person.GetAsync($"{Profiles}?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_token_is_refused_with_another_filter_or_for_another_user()
    {
        using var person = await world.ConnectedAsync("northwind");
        using var other = await world.ConnectedAsync("northwind");
        var token = Uri.EscapeDataString((await person.GetAsync($"{Profiles}?max_results=10")).Json.Text("next_token")!);

        (await person.GetAsync($"{Profiles}?max_results=10&region=EU&next_token={token}")).Code.ShouldBe("page_token.invalid");
        (await other.GetAsync($"{Profiles}?max_results=10&next_token={token}")).Code.ShouldBe("page_token.invalid");
    }

    private static async Task<List<JsonElement>> AllAsync(Person person, string filter)
    {
        var all = new List<JsonElement>();
        var query = "?max_results=60" + filter;
        while (query is not null)
        {
            var page = (await person.GetAsync(Profiles + query)).Json;
            all.AddRange(page.GetProperty("profiles").EnumerateArray());
            query = page.Text("next_token") is { } token ? $"?max_results=60{filter}&next_token={Uri.EscapeDataString(token)}" : null;
            if (query is null) page.GetProperty("total").GetInt32().ShouldBe(all.Count);
        }

        return all;
    }
}
