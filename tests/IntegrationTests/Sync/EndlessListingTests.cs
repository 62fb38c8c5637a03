using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Amazon always returns a next page.</summary>
public sealed class EndlessListingTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Fact]
    public async Task A_repeated_page_token_ends_the_listing()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(Page("again"));

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf(), run.AccountPages(), world.Listings()).ShouldBe(("partial", "amazon.invalid_answer", 1, 2));
    }

    [Fact]
    public async Task A_cycle_of_page_tokens_ends_the_listing()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.ClearCalls();
        for (var i = 0; i < 60; i++) world.Amazon.Inject(Page($"place {i % 3}", times: 1));

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf()).ShouldBe(("partial", "amazon.invalid_answer"));
        world.Listings().ShouldBeLessThan(12);
    }

    [Fact]
    public async Task A_cursor_that_no_longer_advances_does_not_block_later_runs()
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.Inject(Page("again"));
        (await person.SyncAsync()).FailureOf().ShouldBe("amazon.invalid_answer");
        world.ResetAmazon();
        world.Amazon.Inject(Page("again", times: 1)); // the permanent response to that cursor

        var run = await person.SyncAsync();

        (run.Status(), run.Progress("accounts_seen")).ShouldBe(("success", 250));
    }

    private static Fault Page(string next, int? times = null) => new()
    {
        Route = Routes.ListAccounts,
        Kind = FaultKind.Status,
        Status = 200,
        Body = $$"""{"adsAccounts":[],"nextToken":"{{next}}"}""",
        Times = times,
    };
}
