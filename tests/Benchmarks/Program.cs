using Accounts.Benchmarks.Frame;
using Accounts.Benchmarks.Limits;
using Accounts.Benchmarks.Lists;
using Accounts.Benchmarks.Service;
using Accounts.Benchmarks.Sync;
using Accounts.Benchmarks.Tokens;
using Accounts.Hosting.Processes;
using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks;

/// <summary>
/// Runs the named benchmarks, or all, and prints the table for the README. Exits with code 1 if a target is missed.
/// <c>--whole</c> gives every login the profiles, managers and advertisers of a large agency.
/// </summary>
internal static class Program
{
    private const string Whole = "--whole";
    private static readonly IBenchmark[] All = [new FirstSync(), new RepeatedSync(), new SlowAmazon(), new SyncMemory(), new ExpiringTokens(),
        new ThrottledAmazon(), new RefusedNeighbours(), new OpenBreaker(), new StartAndIdle(), new AccountList(),
        new FilteredList()];

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [BareList.Command, var address, var database]) return await BareList.ServeAsync(address, database);

        var names = arguments.Where(argument => argument != Whole).ToArray();
        var chosen = names is [] ? All : [.. All.Where(b => names.Contains(b.Id, StringComparer.OrdinalIgnoreCase))];
        if (chosen.Length < names.Length)
        {
            await Console.Error.WriteLineAsync($"Unknown benchmark. Available benchmarks: {string.Join(", ", All.Select(b => b.Id))}.");
            return 64;
        }

        using var signals = new StopSignals();
        try
        {
            return await RunAsync(chosen, names.Length < arguments.Length ? Sizes.Whole : Sizes.Few, signals.Stop);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return 130;
        }
    }

    private static async Task<int> RunAsync(IBenchmark[] chosen, Sizes sizes, CancellationToken ct)
    {
        var report = new Report(Console.Out);
        await using (var databases = await TestDatabases.StartAsync(Migrator.MigrateAsync, ct))
        {
            report.Begin(databases.Source);
            var stage = new Stage(databases, report, sizes, ct);
            foreach (var benchmark in chosen) await benchmark.RunAsync(stage);
        }

        report.WriteTable();
        return report.AllMet ? 0 : 1;
    }
}
