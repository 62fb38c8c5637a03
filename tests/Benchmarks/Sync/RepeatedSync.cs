using Accounts.Benchmarks.Frame;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Sync;

/// <summary>P2: a sync of unchanged accounts reads the listing and rewrites no account row.</summary>
internal sealed class RepeatedSync : IBenchmark
{
    private const int Accounts = 10_000;
    private const int Times = 5;

    public string Id => "P2";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(Accounts);
        var (first, again, rewritten) = (new List<double>(), new List<double>(), 0L);
        for (var i = 0; i <= Times; i++)
        {
            using var tenant = await world.ConnectAsync();
            var before = await tenant.SyncAsync(Accounts);
            await RememberVersionsAsync(world, tenant.User);
            var after = await tenant.SyncAsync(Accounts);
            rewritten += await CountRewrittenAsync(world);
            if (i == 0) continue; // warm-up

            first.Add(before);
            again.Add(after);
        }

        stage.Report.Note($"seconds first {first.Listed()}, again {again.Listed()}");
        var ratio = again.MedianRatio(first);
        stage.Report.Add(Id, "sync of 10,000 unchanged accounts", $"{ratio:0 %} ({again.Median():0.00} s)",
            $"≤ 50 % of the first ({first.Median():0.00} s)", ratio <= 0.5);
        stage.Report.Add(Id, "account rows rewritten", $"{rewritten}", "0", rewritten == 0);
    }

    private static Task<int> RememberVersionsAsync(World world, Guid user) => world.Database.Owner.ExecuteAsync(
        "drop table if exists known_versions; create table known_versions as select id, xmin::text as version from public.user_accounts "
            + $"where user_id = '{user}'");

    private static Task<long> CountRewrittenAsync(World world) => world.Database.Owner.ScalarAsync<long>(
        "select count(*) from known_versions v left join public.user_accounts a using (id) where a.xmin::text is distinct from v.version");
}
