using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

public sealed class AccountFilterTests(AccountFilterTests.TwoLogins world) : IClassFixture<AccountFilterTests.TwoLogins>
{
    private static readonly string[] Odd = ["100% Pure", "under_score", @"back\slash", "Fox 🦊 & Co", "O'Hara \"Quoted\""];

    [Theory]
    [InlineData("active")]
    [InlineData("suspended")]
    [InlineData("pending")]
    public async Task The_status_filter_returns_the_accounts_with_that_status(string status)
    {
        var expected = world.All.Where(a => a.Text("status") == status).Select(Id).ToArray();
        expected.ShouldNotBeEmpty();

        (await world.Owner.ListAsync("status=" + status)).Select(Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("account_type=advertising", 255)]
    [InlineData("account_type=dsp", 0)]
    [InlineData("account_type=amc", 0)]
    [InlineData("status=disconnected", 0)]
    [InlineData("country_code=ZZ", 0)]
    [InlineData("connection_id=00000000-0000-0000-0000-000000000000", 0)]
    [InlineData("search=", 255)]
    public async Task Each_filter_returns_only_matching_accounts(string query, int count) =>
        (await world.Owner.ListAsync(query)).Count.ShouldBe(count);

    [Theory]
    [InlineData("US")]
    [InlineData("GB")]
    [InlineData("JP")]
    public async Task The_country_filter_returns_the_accounts_that_sell_there(string country)
    {
        var expected = world.All
            .Where(a => a.GetProperty("metadata").GetProperty("country_codes").EnumerateArray().Any(c => c.GetString() == country)).Select(Id)
            .ToArray();
        expected.ShouldNotBeEmpty();

        (await world.Owner.ListAsync("country_code=" + country)).Select(Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task The_connection_filter_returns_the_accounts_of_that_connection()
    {
        var connections = world.All.GroupBy(a => a.Text("connection_id")).ToArray();
        connections.Length.ShouldBe(2);

        foreach (var connection in connections)
            (await world.Owner.ListAsync("connection_id=" + connection.Key)).Select(Id).ShouldBe(connection.Select(Id), ignoreOrder: true);
    }

    [Theory]
    [InlineData("100%", "100% Pure")]
    [InlineData("0% p", "100% Pure")]
    [InlineData("R_SCORE", "under_score")]
    [InlineData(@"K\S", @"back\slash")]
    [InlineData("🦊 &", "Fox 🦊 & Co")]
    [InlineData("o'hara \"", "O'Hara \"Quoted\"")]
    public async Task A_search_is_literal_and_ignores_case(string text, string name)
    {
        var found = await world.Owner.ListAsync("search=" + Uri.EscapeDataString(text));

        found.Select(a => a.Text("account_name")).ShouldBe([name]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData(@"\")]
    [InlineData("a%z")]
    public async Task A_wildcard_character_is_searched_literally(string text)
    {
        var expected = world.All
            .Where(a => a.Text("account_name")!.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(a => a.Text("account_name")).ToArray();

        var found = await world.Owner.ListAsync("search=" + Uri.EscapeDataString(text));

        found.Select(a => a.Text("account_name")).ShouldBe(expected, ignoreOrder: true);
        found.Count.ShouldBeLessThan(world.All.Count);
    }

    [Fact]
    public async Task A_search_for_an_amazon_id_ignores_case()
    {
        var account = world.All[17];

        var found = await world.Owner.ListAsync("search=" + account.Text("amazon_account_id")!.ToUpperInvariant());

        found.Select(Id).ShouldBe([Id(account)]);
    }

    [Fact]
    public async Task Several_filters_are_combined_with_and()
    {
        var expected = world.All.Where(a => a.Text("status") == "active"
            && a.GetProperty("metadata").GetProperty("country_codes").EnumerateArray().Any(c => c.GetString() == "DE")
            && a.Text("account_name")!.Contains(" h", StringComparison.OrdinalIgnoreCase)).Select(Id).ToArray();
        expected.ShouldNotBeEmpty();

        (await world.Owner.ListAsync("status=active&country_code=DE&search=%20H")).Select(Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task A_user_cannot_list_accounts_of_another_user()
    {
        using var other = world.NewPerson();

        (await other.ListAsync("")).ShouldBeEmpty();
        (await other.ListAsync("connection_id=" + world.All[0].Text("connection_id"))).ShouldBeEmpty();
    }

    private static string Id(JsonElement account) => account.Text("id")!;

    /// <summary>A user with two logins and 255 accounts, five of them with unusual names. No test changes them.</summary>
    public sealed class TwoLogins(TestServers servers) : ApiWorld(servers), IAsyncLifetime
    {
        public Person Owner { get; private set; } = null!;

        public IReadOnlyList<JsonElement> All { get; private set; } = [];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Amazon.World("contoso").Resize(Odd.Length);
            foreach (var (account, name) in Amazon.World("contoso").Accounts.ToArray().Zip(Odd)) Amazon.World("contoso").Rename(account.Id, name);
            Owner = await this.ConnectedAsync("northwind");
            await this.ConnectAndFollowAsync(Owner, "contoso", "?connection=new");
            All = await Owner.ListAsync("");
            All.Count.ShouldBe(255);
        }
    }
}
