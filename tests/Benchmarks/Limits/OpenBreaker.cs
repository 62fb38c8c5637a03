using System.Net;
using System.Net.Http.Headers;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Control;

namespace Accounts.Benchmarks.Limits;

/// <summary>
/// Measures the latency of a request that needs Amazon while a circuit breaker is open, including authentication and database access.
/// Compares it with a request that does not need Amazon. The session token is created in advance, because signing it is not part of the service.
/// </summary>
internal sealed class OpenBreaker : IBenchmark
{
    private const int Times = 500;

    public string Id => "B1";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(accounts: 5);
        using var person = await world.ConnectPersonAsync();
        await using var instance = await world.StartInstanceAsync(("Resilience:Breaker:MinimumCalls", "10"),
            ("Resilience:Breaker:BreakFor", "00:05:00"), ("Resilience:Breaker:MaxBreakFor", "00:05:00"));
        using var client = new HttpClient { BaseAddress = instance.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        var account = (await person.GetAsync("/api/v1/accounts?account_type=advertising")).Json.GetProperty("accounts")[0].GetProperty("id")
            .GetString();
        world.Amazon.Inject(new Fault { Route = Routes.GetAccount, Kind = FaultKind.Status, Status = 500 });
        await MillisecondsAsync(SyncAsync); // the first requests open the breaker, the others warm up the instance
        await MillisecondsAsync(ReadAsync);

        world.Amazon.ClearCalls();
        var refused = await MillisecondsAsync(SyncAsync);
        world.Amazon.Calls.Count(Routes.GetAccount).ShouldBe(0);
        var read = await MillisecondsAsync(ReadAsync);

        stage.Report.Note($"fastest {refused.Min():0.0} ms, slowest {refused.Max():0.0} ms, a request without Amazon {read.Median():0.0} ms");
        stage.Report.Add(Id, "a request that fails because a breaker is open", $"{refused.Median():0.0} ms", "< 5 ms", refused.Median() < 5);

        Task SyncAsync() => AskAsync(HttpMethod.Post, $"/api/v1/accounts/{account}/sync", HttpStatusCode.ServiceUnavailable);
        Task ReadAsync() => AskAsync(HttpMethod.Get, $"/api/v1/accounts/{account}", HttpStatusCode.OK);

        async Task AskAsync(HttpMethod method, string path, HttpStatusCode expected)
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(expected);
        }
    }

    private static async Task<List<double>> MillisecondsAsync(Func<Task> work)
    {
        var milliseconds = new List<double>();
        for (var i = 0; i < Times; i++) milliseconds.Add(1000 * await Samples.SecondsAsync(work));
        return milliseconds;
    }
}
