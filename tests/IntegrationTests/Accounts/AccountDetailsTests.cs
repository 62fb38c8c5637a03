using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Accounts;

public sealed partial class AccountDetailsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] Row =
    [
        "account_name", "account_status", "account_type", "amazon_account_id", "api_status", "connected_at", "connection_id", "id", "is_default",
        "last_synced_at",
        "marketplace_id", "marketplace_name", "metadata", "status", "sync_error_message", "sync_status", "token_expires_at", "updated_at", "user_id",
    ];

    private static readonly string[] Frontend =
        ["accountId", "accountName", "createdAt", "lastRefreshTime", "marketplace", "profileDetails", "profiles", "tokenExpiresAt"];

    private static readonly string[] Dates = ["connected_at", "last_synced_at", "updated_at", "token_expires_at"];

    [Fact]
    public async Task The_response_has_exactly_the_documented_members()
    {
        using var person = await world.ConnectedAsync("northwind");

        var listed = (await person.GetAsync("/api/v1/accounts?page_size=1")).Json;
        var single = (await person.GetAsync($"/api/v1/accounts/{listed.GetProperty("accounts")[0].Text("id")}?include_profiles=true")).Json;

        Names(listed).ShouldBe(["accounts", "page", "page_size", "total"]);
        Names(listed.GetProperty("accounts")[0]).ShouldBe(Row);
        Names(single).ShouldBe(Row.Concat(Frontend).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Times_are_utc_with_milliseconds_and_ids_are_text()
    {
        using var person = await world.ConnectedAsync("northwind");

        foreach (var row in (await person.AccountsAsync()).Values)
        {
            foreach (var date in Dates) Milliseconds().IsMatch(row.Text(date)!).ShouldBeTrue(row.Text(date));
            foreach (var id in (string[])["id", "user_id", "connection_id"]) Guid.TryParseExact(row.Text(id), "D", out _).ShouldBeTrue();
            row.GetProperty("is_default").ValueKind.ShouldBe(JsonValueKind.False);
        }
    }

    [Fact]
    public async Task The_details_are_the_list_row_and_the_profile_of_the_home_country()
    {
        using var person = await world.ConnectedAsync("northwind");
        var truth = world.Amazon.World("northwind").Accounts.First(a => a.AlternateIds.Count > 1 && a.AlternateIds[0].ProfileId > 1L << 53);
        var row = (await person.AccountsAsync())[truth.Id];

        var single = (await person.GetAsync($"/api/v1/accounts/{row.Text("id")}")).Json;

        foreach (var name in Row) JsonElement.DeepEquals(single.GetProperty(name), row.GetProperty(name)).ShouldBeTrue(name);
        single.TryGetProperty("profiles", out _).ShouldBeFalse();
        var home = Marketplaces.All.First(m => m.CountryCode == truth.CountryCodes[0]);
        var details = single.GetProperty("profileDetails");
        details.Text("profileId").ShouldBe(truth.AlternateIds[0].ProfileId.ToString());
        (details.Text("profileName"), details.Text("country"), details.Text("currency"), details.Text("timezone"))
            .ShouldBe((truth.Name, home.CountryCode.Ours(), home.Currency, home.TimeZone));
        details.GetProperty("accountInfo").Text("marketplaceStringId").ShouldBe(home.MarketplaceId);
        var profile = Enum.GetValues<AdsRegion>().SelectMany(world.Amazon.World("northwind").Profiles)
            .Single(p => p.Id == truth.AlternateIds[0].ProfileId);
        (details.Text("profileType"), details.GetProperty("accountInfo").Text("type")).ShouldBe((profile.Type, profile.Type));
    }

    [Fact]
    public async Task An_account_without_profiles_has_no_profile_details()
    {
        using var person = await world.ConnectedAsync("northwind");
        var truth = world.Amazon.World("northwind").Accounts.First(a => a.AlternateIds.All(i => i.ProfileId is null));
        var id = (await person.AccountsAsync())[truth.Id].Text("id");

        (await person.GetAsync($"/api/v1/accounts/{id}")).Json.GetProperty("profileDetails").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_profiles_of_an_account_can_be_filtered_by_country()
    {
        using var person = await world.ConnectedAsync("northwind");
        var truth = world.Amazon.World("northwind").Accounts.First(a => a.AlternateIds.Count > 2);
        var id = (await person.AccountsAsync())[truth.Id].Text("id");

        var all = (await person.GetAsync($"/api/v1/accounts/{id}/profiles")).Json;
        var one = (await person.GetAsync($"/api/v1/accounts/{id}/profiles?country_code={truth.AlternateIds[1].CountryCode}")).Json;
        var none = (await person.GetAsync($"/api/v1/accounts/{id}/profiles?country_code=ZZ")).Json;
        var within = (await person.GetAsync($"/api/v1/accounts/{id}?include_profiles=true")).Json;

        Names(all).ShouldBe(["account_id", "profiles"]);
        all.Text("account_id").ShouldBe(id);
        Profiles(all).ShouldBe(truth.AlternateIds.Select(Expected));
        Profiles(one).ShouldBe([Expected(truth.AlternateIds[1])]);
        Profiles(none).ShouldBeEmpty();
        Profiles(within).ShouldBe(Profiles(all));
    }

    [Theory]
    [InlineData("/profiles?country_code=us")]
    [InlineData("/profiles?country_code=USA")]
    [InlineData("/profiles?country_code=")]
    [InlineData("?include_profiles=2")]
    public async Task An_invalid_query_is_rejected_with_400(string query)
    {
        using var person = world.NewPerson();

        (await person.GetAsync($"/api/v1/accounts/{Guid.CreateVersion7()}{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/profiles")]
    public async Task An_account_of_another_user_is_not_found(string path)
    {
        using var owner = await world.ConnectedAsync("northwind");
        using var other = world.NewPerson();
        var id = (await owner.ListAsync(""))[0].Text("id");

        var answers = new[] { await other.GetAsync($"/api/v1/accounts/{id}{path}"),
            await owner.GetAsync($"/api/v1/accounts/{Guid.CreateVersion7()}{path}") };

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.NotFound && a.Code == "account.not_found");
        (await other.GetAsync($"/api/v1/accounts/{id}x{path}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)];

    private static (string?, string?, string?, string?, string?, string?, string?)[] Profiles(JsonElement json) =>
    [
        .. json.GetProperty("profiles").EnumerateArray().Select(p => (p.Text("country_code"), p.Text("profile_id"), p.Text("entity_id"),
            p.Text("marketplace_id"), p.Text("currency_code"), p.Text("timezone"), p.Text("region"))),
    ];

    private static (string?, string?, string?, string?, string?, string?, string?) Expected(WorldAlternateId id)
    {
        var place = Marketplaces.All.First(m => m.CountryCode == id.CountryCode);
        return (id.CountryCode.Ours(), id.ProfileId?.ToString(), id.EntityId, place.MarketplaceId, place.Currency, place.TimeZone,
            place.Region.ToString().ToUpperInvariant());
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();
}
