using Accounts.Benchmarks.Frame;

namespace Accounts.Benchmarks.Service;

/// <summary>P10: measures the time from process start to readiness, and the memory of an idle process.</summary>
internal sealed class StartAndIdle : IBenchmark
{
    private const int Times = 5;

    public string Id => "P10";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(accounts: 0);
        var seconds = new List<double>();
        var idle = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await world.StopApiAsync();
            seconds.Add(await Samples.SecondsAsync(world.StartApiAsync));
            if (Machine.CountsMemory) idle.Add(await Machine.IdleAsync(world.Api.ProcessId, stage.Stop));
        }

        stage.Report.Note($"seconds {seconds.Listed()}, MB {idle.Listed()}");
        stage.Report.Add(Id, "start to ready on a migrated database", $"{seconds.Median():0.0} s", "< 2.5 s", seconds.Median() < 2.5);
        if (Machine.CountsMemory) stage.Report.Add(Id, "resident memory when idle", $"{idle.Median():0} MB", "< 160 MB", idle.Median() < 160);
        else stage.Report.Skip(Id, "resident memory when idle", "< 160 MB");
    }
}
