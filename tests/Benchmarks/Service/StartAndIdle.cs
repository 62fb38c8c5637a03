using Accounts.Benchmarks.Frame;
using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks.Service;

/// <summary>P10: from the start of the process until it says that it is ready, and what it takes when nobody asks for anything.</summary>
internal sealed class StartAndIdle : IBenchmark
{
    private const int Times = 5;

    public string Id => "P10";

    public async Task RunAsync(TestDatabases databases, Report report, CancellationToken ct)
    {
        await using var world = await World.StartAsync(databases, accounts: 0, ct);
        var seconds = new List<double>();
        var idle = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            await world.StopApiAsync();
            seconds.Add(await Samples.SecondsAsync(world.StartApiAsync));
            if (Machine.CountsMemory) idle.Add(await Machine.IdleAsync(world.Api.ProcessId, ct));
        }

        report.Note($"seconds {seconds.Listed()}, MB {idle.Listed()}");
        report.Add(Id, "start to ready on a migrated database", $"{seconds.Median():0.0} s", "< 2.5 s", seconds.Median() < 2.5);
        if (Machine.CountsMemory) report.Add(Id, "resident memory when idle", $"{idle.Median():0} MB", "< 160 MB", idle.Median() < 160);
        else report.Skip(Id, "resident memory when idle", "< 160 MB");
    }
}
