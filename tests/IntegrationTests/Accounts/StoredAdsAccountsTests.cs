using System.Net;
using System.Text.Json;
using Accounts.Application.Accounts;
using Accounts.Domain.Common;
using Accounts.Infrastructure.TokenProtection;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.IntegrationTests.Accounts;

public sealed class StoredAdsAccountsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Path = "/api/v1/accounts/amazon-ads-accounts";

    [Theory]
    [InlineData(9, 28)]
    [InlineData(60, 5)]
    [InlineData(50, 5)]
    [InlineData(100, 3)]
    public async Task The_pages_contain_each_account_once(int size, int pages)
    {
        using var person = await world.ConnectedAsync("northwind");

        var walked = await WalkAsync(person, $"{Path}?max_results={size}");

        walked.Count.ShouldBe(pages);
        walked.ShouldAllBe(p => p.GetProperty("total").GetInt32() == 250 && p.Text("source") == "store" && p.GetProperty("cached").GetBoolean());
        walked.SelectMany(p => p.GetProperty("accounts").EnumerateArray()).Select(a => a.Text("adsAccountId"))
            .ShouldBe(world.Amazon.World("northwind").Accounts.Select(a => a.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task The_response_has_exactly_the_member_names_of_amazon()
    {
        using var person = await world.ConnectedAsync("northwind");

        var page = (await person.GetAsync(Path)).Json;

        Names(page).ShouldBe(["accounts", "adsAccounts", "cached", "nextToken", "source", "timestamp", "total"]);
        JsonElement.DeepEquals(page.GetProperty("accounts"), page.GetProperty("adsAccounts")).ShouldBeTrue();
        var account = page.GetProperty("accounts").EnumerateArray().First(a => a.GetProperty("alternateIds").GetArrayLength() > 0);
        Names(account).ShouldBe(["accountName", "adsAccountId", "alternateIds", "countryCodes", "errors", "status"]);
        Names(account.GetProperty("alternateIds")[0]).ShouldBe(["countryCode", "entityId", "profileId"]);
        account.GetProperty("alternateIds")[0].GetProperty("profileId").ValueKind.ShouldBeOneOf(JsonValueKind.String, JsonValueKind.Null);
        page.GetProperty("accounts").EnumerateArray().ShouldContain(a => a.GetProperty("errors").EnumerateObject().Any());
    }

    [Theory]
    [InlineData("status=DISABLED")]
    [InlineData("country_code=UK")]
    public async Task A_filter_applies_to_every_page(string filter)
    {
        using var person = await world.ConnectedAsync("northwind");
        var expected = world.Amazon.World("northwind").Accounts
            .Where(a => filter == "status=DISABLED" ? a.Status == "DISABLED" : a.CountryCodes.Contains("UK")).Select(a => a.Id).ToArray();
        expected.Length.ShouldBeGreaterThan(2);

        var walked = await WalkAsync(person, $"{Path}?max_results=2&{filter}");

        walked.SelectMany(p => p.GetProperty("accounts").EnumerateArray()).Select(a => a.Text("adsAccountId")).ShouldBe(expected, ignoreOrder: true);
        walked.ShouldAllBe(p => p.GetProperty("total").GetInt32() == expected.Length);
    }

    [Fact]
    public async Task A_page_token_is_valid_only_for_its_user_and_query()
    {
        using var person = await world.ConnectedAsync("northwind");
        using var other = await world.ConnectedAsync("northwind");
        var token = (await person.GetAsync($"{Path}?max_results=10&status=CREATED&country_code=US")).Json.Text("nextToken")!;

        await ShouldTurnPageAsync(person, "max_results=10&status=CREATED&country_code=US", token);
        await ShouldRefuseAsync(other, "max_results=10&status=CREATED&country_code=US", token);
        await ShouldRefuseAsync(person, "max_results=11&status=CREATED&country_code=US", token);
        await ShouldRefuseAsync(person, "max_results=10&status=DISABLED&country_code=US", token);
        await ShouldRefuseAsync(person, "max_results=10&country_code=US", token);
        await ShouldRefuseAsync(person, "max_results=10&status=CREATED&country_code=CA", token);
        await ShouldRefuseAsync(person, "max_results=10&status=CREATED", token);
        await ShouldRefuseAsync(person, "max_results=10&status=CREATED&country_code=US&live=true", token);
    }

    [Fact]
    public async Task A_modified_or_invented_page_token_is_refused()
    {
        using var person = await world.ConnectedAsync("northwind");
        var token = (await person.GetAsync($"{Path}?max_results=10")).Json.Text("nextToken")!;
        string[] forged = [token[..^6] + "AAAA==", (token[0] == 'g' ? 'h' : 'g') + token[1..], token + token, "x", "%00", new string('A', 5000), ""];

        foreach (var wrong in forged) await ShouldRefuseAsync(person, "max_results=10", wrong);
    }

    [Fact]
    public async Task A_page_token_older_than_a_day_is_refused()
    {
        using var person = await world.ConnectedAsync("northwind");
        var filter = new AdsAccountFilter(100, NextToken: null, Status: null, CountryCode: null);
        var user = new UserId(await world.UserIdAsync(person));
        string IssuedAgo(TimeSpan age) =>
            new PageTokens(new KeyRing(world.Services.GetRequiredService<IOptions<TokenEncryptionOptions>>(), new PastClock(age)))
                .Issue(user, filter.Binding("store"), "");

        await ShouldTurnPageAsync(person, "max_results=100", IssuedAgo(TimeSpan.FromHours(23)));
        await ShouldRefuseAsync(person, "max_results=100", IssuedAgo(TimeSpan.FromHours(25)));
    }

    [Theory]
    [InlineData("max_results=0")]
    [InlineData("max_results=101")]
    [InlineData("max_results=-1")]
    [InlineData("max_results=1e2")]
    [InlineData("max_results=")]
    [InlineData("max_results=5&max_results=6")]
    [InlineData("country_code=us")]
    [InlineData("status=created")]
    [InlineData("status=%00")]
    [InlineData("live=maybe")]
    public async Task An_invalid_query_is_rejected_with_400_for_stored_and_live_lists(string query)
    {
        using var person = await world.ConnectedAsync("fabrikam");

        (await person.GetAsync($"{Path}?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        if (!query.StartsWith("live", StringComparison.Ordinal))
            (await person.GetAsync($"{Path}?live=true&{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<List<JsonElement>> WalkAsync(Person person, string path)
    {
        var pages = new List<JsonElement>();
        for (string? token = null; ; token = pages[^1].Text("nextToken"))
        {
            var answer = await person.GetAsync(token is null ? path : $"{path}&next_token={Uri.EscapeDataString(token)}");
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            pages.Add(answer.Json);
            if (answer.Json.Text("nextToken") is null) return pages;
            pages.Count.ShouldBeLessThan(300, "the listing does not end");
        }
    }

    private static async Task ShouldTurnPageAsync(Person person, string query, string token) =>
        (await person.GetAsync($"{Path}?{query}&next_token={Uri.EscapeDataString(token)}")).Status.ShouldBe(HttpStatusCode.OK);

    private static async Task ShouldRefuseAsync(Person person, string query, string token)
    {
        var answer = await person.GetAsync($"{Path}?{query}&next_token={Uri.EscapeDataString(token)}");
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, "page_token.invalid"), $"{query} {token}");
    }

    private static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)];

    private sealed class PastClock(TimeSpan age) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - age;
    }
}
