using System.Globalization;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Control;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Tokens;

/// <summary>
/// P7: ten thousand tokens expire within one window. Login with Amazon takes 100 ms and fails one time in twenty. The baseline is a bare client that
/// requests as many tokens with the same concurrency. The time ends when each token has been tried once, because a failed refresh waits a minute.
/// </summary>
internal sealed class ExpiringTokens : IBenchmark
{
    private const int Connections = 10_000;
    private const int Instances = 3;

    /// <summary>The concurrency of one instance, as in the service.</summary>
    private const int AtOnce = 8;

    public string Id => "P7";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(accounts: 0);
        await world.StopApiAsync();
        await StoredGrants.InsertAsync(world, Connections);
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromMilliseconds(100));
        var baseline = await BareRefreshes.SecondsAsync(world, Connections / 10, Instances * AtOnce, stage.Stop) * 10;

        FailOneInTwenty(world);
        world.Amazon.ClearCalls();
        var (seconds, all) = await RefreshAllAsync(world, stage.Stop);
        var issued = world.Amazon.Calls.Count(Routes.Token, 200);
        var failed = world.Amazon.Calls.Count(Routes.Token, 500);

        stage.Report.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{issued:N0} tokens issued, {failed:N0} failures, {seconds:0.0} s until each was tried once, "
            + $"{all:0.0} s until all were refreshed, bare client {baseline:0.0} s"));
        var once = await CountAsync(world, "refresh_count = 1");
        stage.Report.Add(Id, "10,000 expiring tokens, 3 instances: refreshed exactly once", $"{once:N0}, {issued:N0} issued", "all, once",
            once == Connections && issued == Connections);
        var kept = await StoredGrants.LastIssuedAsync(world);
        stage.Report.Add(Id, "stored refresh tokens that are the latest issued", $"{kept:N0}", "all", kept == Connections);
        var throughput = baseline / seconds;
        stage.Report.Add(
            Id, "throughput until each was tried", $"{throughput:0%} ({seconds:0.0} s)",
            $"≥ 75 % of a bare client ({baseline:0.0} s)", throughput >= 0.75);
    }

    private static async Task<(double Tried, double Refreshed)> RefreshAllAsync(World world, CancellationToken stop)
    {
        var instances =
            await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => world.StartInstanceAsync(("TokenRefresh:Interval", "00:00:01"))));
        await world.Database.Owner.ExecuteAsync(
            "update public.oauth_tokens set expires_at = app.now() + interval '5 minutes' + random() * interval '2 minutes'");
        var tried = await Samples.SecondsAsync(() => UntilAllAsync(world, "refresh_count > 0 or refresh_failure_count > 0", stop));
        var rest = await Samples.SecondsAsync(() => UntilAllAsync(world, "refresh_count > 0", stop));
        foreach (var instance in instances) await instance.DisposeAsync();
        return (tried, tried + rest);
    }

    private static async Task UntilAllAsync(World world, string condition, CancellationToken stop)
    {
        while (await CountAsync(world, condition) < Connections)
        {
            (await CountAsync(world, "expires_at < app.now()")).ShouldBe(0, "a token has expired");
            await Task.Delay(250, stop);
        }
    }

    private static Task<long> CountAsync(World world, string condition) =>
        world.Database.Owner.ScalarAsync<long>($"select count(*) from public.oauth_tokens where {condition}");

    private static void FailOneInTwenty(World world)
    {
        for (var i = 1; i <= Connections / 20; i++)
            world.Amazon.Inject(new Fault { Route = Routes.Token, Kind = FaultKind.Status, Status = 500, Times = 1, Skip = 19 * i });
    }
}
