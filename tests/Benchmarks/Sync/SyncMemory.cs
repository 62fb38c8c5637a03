using Accounts.Benchmarks.Frame;

namespace Accounts.Benchmarks.Sync;

/// <summary>P4: a sync holds one or two pages in memory, never the whole listing.</summary>
internal sealed class SyncMemory : IBenchmark
{
    private const int Accounts = 100_000;
    private const int Few = 1_000;
    private const string Work = "memory of a sync of 100,000 accounts";
    private const string Target = "< 64 MB above idle";

    public string Id => "P4";

    public async Task RunAsync(Stage stage)
    {
        if (!Machine.CountsMemory)
        {
            stage.Report.Skip(Id, Work, Target);
            return;
        }

        await using var world = await stage.StartWorldAsync(Accounts);
        world.Listing.Resize(Few);
        using (var warm = await world.ConnectAsync()) await warm.SyncAsync(Few);
        world.Listing.Resize(Accounts);
        using var tenant = await world.ConnectAsync();

        var idle = await Machine.IdleAsync(world.Api.ProcessId, stage.Stop);
        Machine.ForgetPeak(world.Api.ProcessId);
        var seconds = await tenant.SyncAsync(Accounts);
        var peak = Machine.Peak(world.Api.ProcessId);

        stage.Report.Note($"idle {idle:0} MB, peak {peak:0} MB, {seconds:0.0} s");
        stage.Report.Add(Id, Work, $"{peak - idle:0} MB above idle", $"{Target} ({idle:0} MB)", peak - idle < 64);
    }
}
