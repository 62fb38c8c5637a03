using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Accounts.Benchmarks.Frame;

namespace Accounts.Benchmarks.Lists;

/// <summary>
/// P5: measures the throughput of the list of accounts, with sign-in and row level security, beside an endpoint that reads the same rows
/// with Npgsql alone. Requests of many users alternate, so that no user's rows or session stay in a cache.
/// </summary>
internal sealed class AccountList : IBenchmark
{
    private const int Users = 1000;
    private const int Rows = 100;
    private const int Connections = 32;
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public string Id => "P5";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(accounts: 0);
        var people = Enumerable.Range(0, Users).Select(_ => world.Amazon.Clerk.NewPerson()).ToArray();
        var users = await StoredAccounts.WriteAsync(world, [.. people.Select(p => p.UserId)], Rows);
        string[] sessions = [];
        await using var bare = await BareList.StartAsync(world.Database.OwnerConnectionString, stage.Stop);

        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        await MeasureAsync(WarmUp, Bare);
        await MeasureServiceAsync(WarmUp);
        (await client.GetByteArrayAsync(new Uri(bare.Address, $"{users[0]}"), stage.Stop)).Length.ShouldBeGreaterThan(50_000);

        var (baselines, services) = (new List<Load>(), new List<Load>());
        for (var i = 0; i < Rounds; i++)
        {
            baselines.Add(await MeasureAsync(Duration, Bare));
            services.Add(await MeasureServiceAsync(Duration));
        }

        var throughput = services.Select(s => s.PerSecond).MedianRatio(baselines.Select(b => b.PerSecond));
        var latency = services.Select(s => s.P99).MedianRatio(baselines.Select(b => b.P99));
        stage.Report.Note($"requests/s {services.Select(s => s.PerSecond).Listed()}, baseline {baselines.Select(b => b.PerSecond).Listed()}");
        stage.Report.Add(Id, "list of 100 accounts, 32 connections", $"{throughput:P0} ({services.Select(s => s.PerSecond).Median():0}/s)",
            $"≥ 70 % of raw Npgsql ({baselines.Select(b => b.PerSecond).Median():0}/s)", throughput >= 0.7);
        stage.Report.Add(Id, "99th percentile of its latency", $"{latency:0.0} × ({services.Select(s => s.P99).Median():0} ms)",
            $"≤ 2 × raw Npgsql ({baselines.Select(b => b.P99).Median():0} ms)", latency <= 2);

        HttpRequestMessage Bare(int user) => new(HttpMethod.Get, new Uri(bare.Address, $"{users[user]}"));
        HttpRequestMessage Service(int user) => new(HttpMethod.Get, new Uri(world.Api.Address, $"api/v1/accounts?page_size={Rows}"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", sessions[user]) },
        };

        Task<Load> MeasureServiceAsync(TimeSpan duration)
        {
            sessions = [.. people.Select(p => world.Amazon.Clerk.TokenFor(p))]; // they are valid for a minute
            return MeasureAsync(duration, Service);
        }

        async Task<Load> MeasureAsync(TimeSpan duration, Func<int, HttpRequestMessage> request)
        {
            var milliseconds = await Task.WhenAll(Enumerable.Range(0, Connections).Select(c => Task.Run(() => RepeatAsync(c, duration, request))));
            return Load.Of(milliseconds.SelectMany(m => m), duration);
        }

        async Task<List<double>> RepeatAsync(int connection, TimeSpan duration, Func<int, HttpRequestMessage> request)
        {
            var milliseconds = new List<double>();
            var started = Stopwatch.GetTimestamp();
            for (var i = connection; Stopwatch.GetElapsedTime(started) < duration; i += Connections)
            {
                var sent = Stopwatch.GetTimestamp();
                using var message = request(i % Users);
                using var response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, stage.Stop);
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return milliseconds;
        }
    }

    /// <param name="P99">In milliseconds.</param>
    private sealed record Load(double PerSecond, double P99)
    {
        public static Load Of(IEnumerable<double> milliseconds, TimeSpan duration)
        {
            var sorted = milliseconds.Order().ToArray();
            return new Load(sorted.Length / duration.TotalSeconds, sorted[(int)(sorted.Length * 0.99)]);
        }
    }
}
