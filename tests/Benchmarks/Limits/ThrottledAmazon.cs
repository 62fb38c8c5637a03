using System.Globalization;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Control;

namespace Accounts.Benchmarks.Limits;

/// <summary>
/// P8: ten users ask as often as they are answered, on two instances, while Amazon allows less than that and does not say how much. The floor is
/// ten bare clients at an Amazon of their own, which try again after a pause that doubles.
/// </summary>
internal sealed class ThrottledAmazon : IBenchmark
{
    private const int Users = 10;
    private const int AnswersPerUser = 20; // with fewer, one more or less would decide on the shares
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(60);
    private static readonly (double Rate, int Burst)[] Buckets = [(2, 4), (10, 10), (50, 25)];

    public string Id => "P8";

    public async Task RunAsync(Stage stage)
    {
        foreach (var retryAfter in new[] { Throttle.None, "1" })
            foreach (var (rate, burst) in Buckets) await RunAsync(stage, new Throttle(Routes.ListAccounts, rate, burst, retryAfter));
    }

    private async Task RunAsync(Stage stage, Throttle throttle)
    {
        var enough = TimeSpan.FromSeconds(AnswersPerUser * Users / throttle.Rate);
        var duration = enough > Shortest ? enough : Shortest;
        await using var world = await stage.StartWorldAsync(accounts: 5);
        var naive = NaiveClients.RunAsync(stage, throttle, Users, duration);
        var served = await PatientUsers.RunAsync(world, throttle, Users, duration, stage.Stop);
        var refused = world.Amazon.Calls.Count(Routes.ListAccounts, 429);
        var naivelyRefused = await naive;

        var permitted = throttle.Burst + (throttle.Rate * duration.TotalSeconds);
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{throttle.Rate} calls/s, burst {throttle.Burst}, {(throttle.RetryAfter == Throttle.None ? "no Retry-After" : "Retry-After")}");
        var fewer = 1 - ((double)refused / naivelyRefused);
        stage.Report.Add(Id, $"{name}: refusals", $"{refused} ({fewer:0%} fewer)", $"≥ 90 % fewer than naive retries ({naivelyRefused})",
            fewer >= 0.9);
        var throughput = served.Sum() / permitted;
        stage.Report.Add(Id, $"{name}: throughput", $"{throughput:0%} ({served.Sum()})", $"≥ 90 % of the permitted ({permitted:0})",
            throughput >= 0.9);
        var spread = served.Max(s => Math.Abs(s - served.Average())) / served.Average();
        stage.Report.Add(Id, $"{name}: shares of 10 users", $"within {spread:0%} ({served.Min()} to {served.Max()})", "within 20 % of each other",
            spread <= 0.2);
    }
}
