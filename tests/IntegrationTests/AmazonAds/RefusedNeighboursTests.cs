using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>A world in which ads accounts are listed at the rate of production.</summary>
public sealed class RateLimitedWorld(TestServers servers) : ApiWorld(servers)
{
    protected override (string Name, string Value)[] Changes =>
        [("AmazonAds:Limits:AdsAccounts:Rate", "10"), ("AmazonAds:Limits:AdsAccounts:Burst", "20")];
}

public sealed class RefusedNeighboursTests(TestServers servers) : IAsyncLifetime
{
    private const string Live = "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=10";
    private readonly RateLimitedWorld _world = new(servers);

    public async ValueTask InitializeAsync() => await _world.InitializeAsync();

    [Fact]
    public async Task Users_who_receive_only_429_do_not_slow_another_user()
    {
        var refused = await ConnectAsync(3, "contoso");
        var other = (await ConnectAsync(1, "northwind"))[0];
        _world.Amazon.Inject(Refuse with { Login = "contoso" });
        _world.Amazon.ClearCalls();

        var answers = await Task.WhenAll(refused.Select(person => person.GetAsync(Live)));
        var run = await other.SyncAsync();

        answers.ShouldAllBe(answer => answer.Json.GetProperty("stale").GetBoolean());
        Refusals.ShouldBe(9, "each request made three attempts");
        run.GetProperty("status").GetString().ShouldBe("success");
        (await CountAsync("subject = '' and throttled_at is not null")).ShouldBe(0, "the shared rate was never cut");
        (await CountAsync("subject <> '' and throttled_at is not null")).ShouldBe(3);
    }

    [Fact]
    public async Task A_burst_of_refusals_over_seven_users_is_one_cut_of_the_shared_rate()
    {
        var people = await ConnectAsync(7, "northwind");
        foreach (var grant in _world.Amazon.Grants) _world.Amazon.Inject(Refuse with { Grant = grant.Id, Times = 2 });
        _world.Amazon.ClearCalls();

        var runs = await Task.WhenAll(people.Select(person => person.SyncAsync()));

        runs.ShouldAllBe(run => run.GetProperty("status").GetString() == "success");
        Refusals.ShouldBe(14);
        (await CountAsync("subject = '' and rate < 4.9")).ShouldBe(0);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private int Refusals => _world.Amazon.Calls.Count(Routes.ListAccounts, (int)HttpStatusCode.TooManyRequests);

    private static Fault Refuse => new() { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 429 };

    private async Task<Person[]> ConnectAsync(int people, string login)
    {
        var connected = Enumerable.Range(0, people).Select(_ => _world.NewPerson()).ToArray();
        foreach (var person in connected) await person.ConnectAndSyncAsync(login);
        return connected;
    }

    private Task<long> CountAsync(string condition) => _world.Database.Owner.ScalarAsync<long>(
        $"select count(*) from accounts_internal.rate_limit_buckets where bucket like '%:AdsAccounts:' and {condition}");
}
