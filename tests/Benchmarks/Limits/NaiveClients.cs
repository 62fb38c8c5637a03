using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.Benchmarks.Limits;

/// <summary>Clients without a rate limiter. After a refusal they back off exponentially, and at least for the Retry-After of the response.</summary>
internal static class NaiveClients
{
    private const string MediaType = "application/vnd.listaccountsresource.v1+json";

    /// <returns>The number of refusals.</returns>
    public static async Task<int> RunAsync(Stage stage, Throttle throttle, int clients, TimeSpan duration)
    {
        var options = new SimulatorOptions { Accounts = 5 };
        await using var amazon = await SimulatorHost.StartAsync(options, stage.Stop);
        amazon.Limit(throttle);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stage.Stop);
        time.CancelAfter(duration);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => AskAsync(amazon, options, time.Token)));
        return amazon.Calls.Count(Routes.ListAccounts, 429);
    }

    private static async Task AskAsync(SimulatorHost amazon, SimulatorOptions options, CancellationToken time)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", amazon.IssueTokens(World.Login).AccessToken);
        http.DefaultRequestHeaders.Add("Amazon-Advertising-API-ClientId", options.ClientId);
        http.DefaultRequestHeaders.Accept.ParseAdd(MediaType);
        try
        {
            for (var refusals = 0; !time.IsCancellationRequested;)
            {
                using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"maxResults\":1}"));
                body.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
                using var answer = await http.PostAsync($"{amazon.AddressOf(AdsRegion.Na)}/adsAccounts/list", body, time);
                refusals = answer.StatusCode == HttpStatusCode.TooManyRequests ? refusals + 1 : 0;
                if (refusals == 0) continue;

                var own = TimeSpan.FromSeconds(Random.Shared.NextDouble() * Math.Min(60, Math.Pow(2, refusals - 1)));
                var asked = answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
                await Task.Delay(own > asked ? own : asked, time);
            }
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            // the measurement has ended
        }
    }
}
