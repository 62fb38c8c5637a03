using Accounts.Benchmarks.Frame;
using Accounts.Benchmarks.Service;
using Accounts.Benchmarks.Sync;
using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks;

/// <summary>Runs the benchmarks that are named, or all, and ends with the table for the README. Code 1 when a target was missed.</summary>
internal static class Program
{
    private static readonly IBenchmark[] All = [new FirstSync(), new RepeatedSync(), new SlowAmazon(), new SyncMemory(), new StartAndIdle()];

    private static async Task<int> Main(string[] names)
    {
        var chosen = names is [] ? All : [.. All.Where(b => names.Contains(b.Id, StringComparer.OrdinalIgnoreCase))];
        if (chosen.Length < names.Length)
        {
            await Console.Error.WriteLineAsync($"There are {string.Join(", ", All.Select(b => b.Id))}.");
            return 64;
        }

        var report = new Report(Console.Out);
        await using (var databases = await TestDatabases.StartAsync(Migrator.MigrateAsync, CancellationToken.None))
        {
            report.Begin(databases.Source);
            foreach (var benchmark in chosen) await benchmark.RunAsync(databases, report);
        }

        report.WriteTable();
        return report.AllMet ? 0 : 1;
    }
}
