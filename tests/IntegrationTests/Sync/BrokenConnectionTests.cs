using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Amazon's response does not arrive or is incomplete.</summary>
public sealed class BrokenConnectionTests(BrokenConnectionTests.ImpatientWorld world)
    : IClassFixture<BrokenConnectionTests.ImpatientWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.Stall)]
    [InlineData(FaultKind.Trickle)]
    [InlineData(FaultKind.After)]
    public async Task A_call_whose_connection_breaks_once_is_retried(FaultKind kind)
    {
        using var person = await world.ConnectedAsync("northwind");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = kind, Times = 1 });

        var run = await person.SyncAsync();

        (run.Status(), run.AccountPages(), world.Listings()).ShouldBe(("success", 3, 4));
    }

    [Theory]
    [InlineData(FaultKind.Reset, "amazon.unavailable", 5)]
    [InlineData(FaultKind.Cut, "amazon.unavailable", 5)]
    [InlineData(FaultKind.Stall, "amazon.timeout", 5)]
    [InlineData(FaultKind.Trickle, "amazon.timeout", 5)]
    [InlineData(FaultKind.Truncate, "amazon.invalid_answer", 1)]
    public async Task A_call_whose_connection_always_breaks_fails_with_its_code_and_changes_no_row(FaultKind kind, string code, int calls)
    {
        using var person = await world.ConnectedAsync("northwind");
        var before = await world.VersionsAsync(person);
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = kind });

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf(), world.Listings()).ShouldBe(("partial", code, calls));
        (await world.VersionsAsync(person)).ShouldBe(before, ignoreOrder: true);
    }

    public sealed class ImpatientWorld(TestServers servers) : ApiWorld(servers)
    {
        protected override (string Name, string Value)[] Changes => [("Resilience:AttemptTimeout", "00:00:01")];
    }
}
