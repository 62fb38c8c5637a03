using System.Diagnostics;
using System.Globalization;
using Accounts.Benchmarks.Frame;
using Accounts.Simulators.Control;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Limits;

/// <summary>
/// P11: a user syncs 40 pages while Amazon returns only 429 to three other users, compared with the same sync alone. Then seven users sync three
/// pages each while Amazon refuses the first two calls of each one.
/// </summary>
internal sealed class RefusedNeighbours : IBenchmark
{
    private const int Pages = 40;
    private const int PageSize = 100;
    private const int BurstPages = 3;
    private const int BurstUsers = 7;
    private const int Times = 3;
    private const string RefusedLogin = "contoso";
    private const string Live = "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=1";
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(100); // the load of these calls is not what is measured

    public string Id => "P11";

    public async Task RunAsync(Stage stage)
    {
        await NeighboursAsync(stage);
        await BurstAsync(stage);
    }

    private async Task NeighboursAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(Pages * PageSize);
        world.Amazon.World(RefusedLogin).Resize(1);
        var refused = new List<Person>();
        for (var i = 0; i < 3; i++) refused.Add(await world.ConnectPersonAsync(RefusedLogin));
        await world.RestartApiAsync(PatientUsers.Limits);
        using (var warm = await world.ConnectAsync()) await warm.SyncAsync(Pages * PageSize);

        var (alone, beside) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            alone.Add(await SyncAsync(world));
            world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 429, Login = RefusedLogin });
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stage.Stop);
            var asking = refused.Select(person => AskAsync(person, world, end.Token)).ToArray();
            beside.Add(await SyncAsync(world, HeadStart));
            await end.CancelAsync();
            await Task.WhenAll(asking);
            world.Amazon.ClearFaults();
        }

        refused.ForEach(person => person.Dispose());
        stage.Report.Note($"alone {alone.Listed()}, beside three refused users {beside.Listed()}");
        var ratio = beside.Median() / alone.Median();
        stage.Report.Add(Id, "sync of 40 pages beside three users who are refused",
            string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} × ({beside.Median():0.0} s)"),
            $"≤ 1.5 × the same alone ({alone.Median():0.0} s)", ratio <= 1.5);
    }

    /// <summary>Limits are learned from scratch each time.</summary>
    private static async Task<double> SyncAsync(World world, TimeSpan delay = default)
    {
        using var tenant = await world.ConnectAsync();
        await world.Database.Owner.ExecuteAsync("truncate accounts_internal.rate_limit_buckets");
        await Task.Delay(delay, world.Stop);
        return await tenant.SyncAsync(Pages * PageSize);
    }

    private static async Task AskAsync(Person person, World world, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await person.GetAsync(Live, world.Api.Address);
            await Task.Delay(BetweenCalls, world.Stop);
        }
    }

    private async Task BurstAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(BurstPages * PageSize);
        await world.RestartApiAsync(PatientUsers.Limits);
        var tenants = new List<Tenant>();
        for (var i = 0; i < BurstUsers; i++) tenants.Add(await world.ConnectAsync());
        await world.Database.Owner.ExecuteAsync("truncate accounts_internal.rate_limit_buckets");
        foreach (var grant in world.Amazon.Grants)
            world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 429, Grant = grant.Id, Times = 2 });
        world.Amazon.ClearCalls();

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(tenants.Select(tenant => tenant.SyncAsync(BurstPages * PageSize)));
        var seconds = watch.Elapsed.TotalSeconds;
        tenants.ForEach(tenant => tenant.Dispose());

        stage.Report.Note($"{world.Amazon.Calls.Count(Routes.ListAccounts, 429)} refusals");
        stage.Report.Add(Id, "seven syncs whose first two calls are refused",
            string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"), "≤ 15 s", seconds <= 15);
    }
}
