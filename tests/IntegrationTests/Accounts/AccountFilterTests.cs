using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Accounts;

public sealed class AccountFilterTests(AccountFilterTests.OnePerson world) : IClassFixture<AccountFilterTests.OnePerson>
{
    private static readonly string[] Odd = ["100% Pure", "under_score", @"back\slash", "Fox 🦊 & Co", "O'Hara \"Quoted\""];

    [Theory]
    [InlineData("active")]
    [InlineData("suspended")]
    [InlineData("pending")]
    public async Task A_status_lists_the_accounts_that_have_it(string status)
    {
        var expected = world.All.Where(a => a.Text("status") == status).Select(Id).ToArray();
        expected.ShouldNotBeEmpty();

        (await world.Somebody.ListAsync("status=" + status)).Select(Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData("account_type=advertising", 255)]
    [InlineData("account_type=dsp", 0)]
    [InlineData("account_type=amc", 0)]
    [InlineData("status=disconnected", 0)]
    [InlineData("country_code=ZZ", 0)]
    [InlineData("connection_id=00000000-0000-0000-0000-000000000000", 0)]
    [InlineData("search=", 255)]
    public async Task A_filter_keeps_what_fits(string query, int count) =>
        (await world.Somebody.ListAsync(query)).Count.ShouldBe(count);

    [Theory]
    [InlineData("US")]
    [InlineData("GB")]
    [InlineData("JP")]
    public async Task A_country_lists_the_accounts_that_sell_there(string country)
    {
        var expected = world.All
            .Where(a => a.GetProperty("metadata").GetProperty("country_codes").EnumerateArray().Any(c => c.GetString() == country)).Select(Id).ToArray();
        expected.ShouldNotBeEmpty();

        (await world.Somebody.ListAsync("country_code=" + country)).Select(Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task A_connection_lists_its_own_accounts()
    {
        var connections = world.All.GroupBy(a => a.Text("connection_id")).ToArray();
        connections.Length.ShouldBe(2);

        foreach (var connection in connections)
            (await world.Somebody.ListAsync("connection_id=" + connection.Key)).Select(Id).ShouldBe(connection.Select(Id), ignoreOrder: true);
    }

    [Theory]
    [InlineData("100%", "100% Pure")]
    [InlineData("0% p", "100% Pure")]
    [InlineData("R_SCORE", "under_score")]
    [InlineData(@"K\S", @"back\slash")]
    [InlineData("🦊 &", "Fox 🦊 & Co")]
    [InlineData("o'hara \"", "O'Hara \"Quoted\"")]
    public async Task A_search_takes_every_character_as_it_is_whatever_the_case(string text, string name)
    {
        var found = await world.Somebody.ListAsync("search=" + Uri.EscapeDataString(text));

        found.Select(a => a.Text("account_name")).ShouldBe([name]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData(@"\")]
    [InlineData("a%z")]
    public async Task A_wildcard_is_a_character_like_any_other(string text)
    {
        var expected = world.All
            .Where(a => a.Text("account_name")!.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(a => a.Text("account_name")).ToArray();

        var found = await world.Somebody.ListAsync("search=" + Uri.EscapeDataString(text));

        found.Select(a => a.Text("account_name")).ShouldBe(expected, ignoreOrder: true);
        found.Count.ShouldBeLessThan(world.All.Count);
    }

    [Fact]
    public async Task A_search_finds_an_amazon_id_in_capitals_too()
    {
        var account = world.All[17];

        var found = await world.Somebody.ListAsync("search=" + account.Text("amazon_account_id")!.ToUpperInvariant());

        found.Select(Id).ShouldBe([Id(account)]);
    }

    [Fact]
    public async Task Filters_narrow_each_other()
    {
        var expected = world.All.Where(a => a.Text("status") == "active"
            && a.GetProperty("metadata").GetProperty("country_codes").EnumerateArray().Any(c => c.GetString() == "DE")
            && a.Text("account_name")!.Contains(" h", StringComparison.OrdinalIgnoreCase)).Select(Id).ToArray();
        expected.ShouldNotBeEmpty();

        (await world.Somebody.ListAsync("status=active&country_code=DE&search=%20H")).Select(Id).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_sees_the_accounts_of_somebody_else()
    {
        using var other = world.NewPerson();

        (await other.ListAsync("")).ShouldBeEmpty();
        (await other.ListAsync("connection_id=" + world.All[0].Text("connection_id"))).ShouldBeEmpty();
    }

    private static string Id(JsonElement account) => account.Text("id")!;

    /// <summary>Two logins, 255 accounts, five of them with odd names; nothing changes once it is listed.</summary>
    public sealed class OnePerson(TestServers servers) : ApiWorld(servers), IAsyncLifetime
    {
        public Person Somebody { get; private set; } = null!;

        public IReadOnlyList<JsonElement> All { get; private set; } = [];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Amazon.World("contoso").Resize(Odd.Length);
            foreach (var (account, name) in Amazon.World("contoso").Accounts.ToArray().Zip(Odd)) Amazon.World("contoso").Rename(account.Id, name);
            Somebody = await this.ConnectedAsync("northwind");
            await this.ConnectAndFollowAsync(Somebody, "contoso", "?connection=new");
            All = await Somebody.ListAsync("");
            All.Count.ShouldBe(255);
        }
    }
}
