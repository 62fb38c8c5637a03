using Accounts.Benchmarks.Frame;

namespace Accounts.Benchmarks.Sync;

/// <summary>P3: a sync takes little longer than the latency of its pages, which are read sequentially because each names the next.</summary>
internal sealed class SlowAmazon : IBenchmark
{
    private const int Accounts = 10_000;
    private const int Pages = 100;
    private const int Times = 3;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    public string Id => "P3";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(Accounts);
        using (var warm = await world.ConnectAsync()) await warm.SyncAsync(Accounts);
        var seconds = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            using var tenant = await world.ConnectAsync();
            world.DelayListings(Latency);
            seconds.Add(await tenant.SyncAsync(Accounts));
            world.DelayListings(TimeSpan.Zero);
        }

        stage.Report.Note($"seconds {seconds.Listed()}");
        var baseline = (Pages * Latency).TotalSeconds;
        var ratio = seconds.Median() / baseline;
        stage.Report.Add(
            Id, "sync of 100 pages that take 100 ms each", $"{ratio:0.000} × ({seconds.Median():0.00} s)",
            $"≤ 1.05 × total latency ({baseline:0.00} s)", ratio <= 1.05);
    }
}
