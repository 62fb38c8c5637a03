using System.Text;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Amazon responds with success and an invalid body.</summary>
public sealed class NonsenseListingTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public static TheoryData<string, string> Unusable => new()
    {
        { "nothing", "" },
        { "a page", "<html><body>Hello</body></html>" },
        { "broken off", """{"adsAccounts":[{"adsAccountId":"a" """ },
        { "two answers", """{"adsAccounts":[]}{"adsAccounts":[]}""" },
        { "a comment", """{"adsAccounts":[]} // done""" },
        { "null", "null" },
        { "text", "\"adsAccounts\"" },
        { "a bare list", "[]" },
        { "no list", "{}" },
        { "null for a list", """{"adsAccounts":null}""" },
        { "an object for a list", """{"adsAccounts":{}}""" },
        { "text for a list", """{"adsAccounts":"none"}""" },
        { "the older name", """{"accounts":[]}""" },
        { "another case", """{"AdsAccounts":[]}""" },
        { "a number for a token", """{"adsAccounts":[],"nextToken":7}""" },
        { "an object for a token", """{"adsAccounts":[],"nextToken":{}}""" },
        { "two lists", """{"adsAccounts":[{"adsAccountId":"a"}],"adsAccounts":[]}""" },
        { "a byte order mark", "\uFEFF" + """{"adsAccounts":[]}""" },
        { "ten thousand deep", $$"""{"adsAccounts":[{"adsAccountId":"a","errors":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}]}""" },
    };

    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Theory]
    [MemberData(nameof(Unusable), DisableDiscoveryEnumeration = true)]
    public async Task A_response_with_the_wrong_structure_is_rejected_completely(string what, string body)
    {
        using var person = await world.ConnectedAsync("northwind");
        var before = await world.VersionsAsync(person);
        world.Amazon.ClearCalls();
        Answer(body);

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf(), world.Listings()).ShouldBe(("partial", "amazon.invalid_answer", 1), what);
        (run.AccountPages(), run.Progress("deactivated")).ShouldBe((0, 0), what);
        (await world.VersionsAsync(person)).ShouldBe(before, ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"adsAccounts":[]}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":null}""")]
    [InlineData("""{"adsAccounts":[],"nextToken":""}""")]
    public async Task An_empty_list_succeeds_and_removes_no_account(string body)
    {
        using var person = await world.ConnectedAsync("northwind");
        var before = await StatusesAsync(person);
        Answer(body);

        var run = await person.SyncAsync();

        (run.Status(), run.AccountPages(), run.Progress("accounts_seen"), run.Progress("deactivated")).ShouldBe(("success", 1, 0, 0));
        (await StatusesAsync(person)).ShouldBe(before);
    }

    [Fact]
    public async Task A_response_of_a_gigabyte_is_aborted_and_not_requested_again()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(
            new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 200, Body = new string(' ', 1 << 20), Repeat = 1024 });
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf(), world.Listings()).ShouldBe(("partial", "amazon.invalid_answer", 1));
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(512L << 20);
    }

    [Fact]
    public async Task Ten_thousand_entries_on_one_page_are_stored()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        var page = new StringBuilder("""{"adsAccounts":[""");
        page.AppendJoin(',',
            Enumerable.Range(0, 10_000).Select(i => $$"""{"adsAccountId":"a.{{i}}","accountName":"Account {{i}}","status":"CREATED"}"""));
        Answer(page.Append("]}").ToString());

        var run = await person.SyncAsync();

        (run.Status(), run.Progress("created")).ShouldBe(("success", 10_000));
        (await world.VersionsAsync(person)).Count.ShouldBe(10_000);
    }

    [Fact]
    public async Task A_plain_text_response_is_not_accepted_as_a_listing()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.Inject(new Fault
        {
            Route = Routes.ListAccounts,
            Kind = FaultKind.Status,
            Status = 200,
            ContentType = "text/plain",
            Body = """{"adsAccounts":[{"adsAccountId":"plain","accountName":"plain"}]}""",
        });

        (await person.SyncAsync()).FailureOf().ShouldBe("amazon.invalid_answer");

        (await person.AccountsAsync()).ShouldNotContainKey("plain");
    }

    private void Answer(string body) =>
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 200, Body = body });

    private static async Task<string[]> StatusesAsync(Person person) =>
        [.. (await person.AccountsAsync()).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Key + a.Value.Text("status"))];
}
