using System.Net;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Control;

namespace Accounts.Benchmarks.Limits;

/// <summary>What a request costs that needs Amazon while Amazon is known to be down: from the socket and back, sign-in and database included.</summary>
internal sealed class OpenBreaker : IBenchmark
{
    private const int Times = 500;

    public string Id => "B1";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(accounts: 5);
        using var person = await world.ConnectPersonAsync();
        await using var instance = await world.StartInstanceAsync(("Resilience:Breaker:MinimumCalls", "10"), ("Resilience:Breaker:BreakFor", "00:05:00"), ("Resilience:Breaker:MaxBreakFor", "00:05:00"));
        var account = (await person.GetAsync("/api/v1/accounts?account_type=advertising")).Json.GetProperty("accounts")[0].GetProperty("id").GetString();
        world.Amazon.Inject(new Fault { Route = Routes.GetAccount, Kind = FaultKind.Status, Status = 500 });
        for (var i = 0; i < Times; i++) await SyncAsync(); // the first ones open it, the others warm the instance up

        world.Amazon.ClearCalls();
        var milliseconds = new List<double>();
        for (var i = 0; i < Times; i++) milliseconds.Add(1000 * await Samples.SecondsAsync(SyncAsync));
        world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(0);

        stage.Report.Note($"fastest {milliseconds.Min():0.0} ms, slowest {milliseconds.Max():0.0} ms");
        stage.Report.Add(Id, "a request that fails because a breaker is open", $"{milliseconds.Median():0.0} ms", "< 5 ms", milliseconds.Median() < 5);

        async Task SyncAsync() =>
            (await person.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{account}/sync", instance: instance.Address)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
