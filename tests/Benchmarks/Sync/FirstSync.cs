using Accounts.Benchmarks.Frame;

namespace Accounts.Benchmarks.Sync;

/// <summary>P1: compares a first sync with a minimal client that stores in bulk, and with the row-by-row storage of the earlier service.</summary>
internal sealed class FirstSync : IBenchmark
{
    private const int Accounts = 10_000;
    private const int WarmUps = 3; // until JIT compilation has settled
    private const int Times = 5;

    public string Id => "P1";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(Accounts);
        for (var i = 0; i < WarmUps; i++) await PairAsync(world);
        var (ours, bulk, rows) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var (sync, baseline) = await PairAsync(world);
            ours.Add(sync);
            bulk.Add(baseline);
            rows.Add(await TimeAsync(world, RowByRow.RunAsync));
        }

        stage.Report.Note($"seconds {ours.Listed()}, in bulk {bulk.Listed()}, row by row {rows.Listed()}");
        var (ratio, gain) = (ours.MedianRatio(bulk), rows.MedianRatio(ours));
        stage.Report.Add(Id, "first sync of 10,000 accounts", $"{ratio:0.00} × ({ours.Median():0.00} s)",
            $"≤ 1.5 × a bare client and one upsert ({bulk.Median():0.00} s)", ratio <= 1.5);
        stage.Report.Add(
            Id, "first sync compared with row-by-row storage", $"{gain:0.0} × faster",
            $"≥ 20 × faster than SELECT and INSERT per row ({rows.Median():0.00} s)", gain >= 20);
    }

    private static async Task<(double Sync, double Baseline)> PairAsync(World world)
    {
        using var tenant = await world.ConnectAsync();
        return (await tenant.SyncAsync(Accounts), await TimeAsync(world, BulkUpsert.RunAsync));
    }

    private static async Task<double> TimeAsync(World world, Func<World, RowOwner, Task> store)
    {
        var owner = await world.NewRowOwnerAsync();
        var seconds = await Samples.SecondsAsync(() => store(world, owner));
        (await world.AccountsOfAsync(owner.User)).ShouldBe(Accounts);
        return seconds;
    }
}
