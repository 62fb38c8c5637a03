using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Repositories;
using Accounts.IntegrationTests.Harness;
using Accounts.TestKit.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>What the shared budgets learn, on a clock that the test moves; each budget is two instances'.</summary>
public sealed class LearnedLimitsTests(TestServers servers) : IAsyncLifetime
{
    private static readonly RateLimitOptions Start = new() { Rate = 10, Burst = 20 };
    private static readonly TimeSpan JustNow = TimeSpan.FromMilliseconds(1);
    private readonly string _bucket = $"NA:AdsAccounts:{Guid.CreateVersion7()}";
    private TestDatabase _database = null!;
    private NpgsqlDataSource _login = null!;
    private RateBuckets _one = null!;
    private RateBuckets _other = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await servers.CreateDatabaseAsync();
        _login = NpgsqlDataSource.Create(_database.ServiceConnectionString);
        _one = new RateBuckets(new Database(_login));
        _other = new RateBuckets(new Database(_login));
    }

    [Fact]
    public async Task Two_instances_share_one_budget()
    {
        (await _one.LeaseAsync(_bucket, 15, Start)).Granted.ShouldBe(15);
        (await _other.LeaseAsync(_bucket, 15, Start)).Granted.ShouldBeInRange(5, 6);

        var empty = await _one.LeaseAsync(_bucket, 1, Start);
        empty.Granted.ShouldBe(0);
        empty.Wait.TotalSeconds.ShouldBeInRange(0.01, 0.1);
    }

    [Fact]
    public async Task A_first_refusal_cuts_a_little_and_each_one_soon_after_twice_as_much()
    {
        var expected = Start.Rate;
        foreach (var kept in new[] { 0.85, 0.7, 0.5, 0.5 })
        {
            await RefusedAsync();
            (await RateAsync()).ShouldBe(expected *= kept, 0.01);
            await PassAsync(2);
        }

        await PassAsync(10);
        await RefusedAsync();
        (await RateAsync()).ShouldBe(expected * 0.85, 0.01, "long after, it is a first one again");
    }

    [Fact]
    public async Task Refusals_of_calls_that_were_leased_before_the_cut_say_nothing_new()
    {
        await RefusedAsync();
        for (var i = 0; i < 10; i++) await _other.ReportThrottledAsync(_bucket, leasedAgo: TimeSpan.FromSeconds(3), JustNow, Start);
        (await RateAsync()).ShouldBe(8.5, 0.3);
    }

    [Fact]
    public async Task After_a_cut_the_rate_is_soon_half_the_way_back_and_then_feels_its_way()
    {
        await RefusedAsync();
        await PassAsync(1);
        await RefusedAsync();
        (await RateAsync()).ShouldBe(5.95, 0.01); // 8.5 was refused

        await WantMoreAsync(1);
        (await RateAsync()).ShouldBe(5.95 * 1.1, 0.1);
        await WantMoreAsync(2);
        var halfWay = await RateAsync();
        halfWay.ShouldBe(0.85 * 8.5, 0.05);
        await WantMoreAsync(10); // the 4th to the 13th second after the last refusal
        (await RateAsync()).ShouldBe(halfWay * Enumerable.Range(4, 10).Aggregate(1.0, (growth, second) => growth * (1 + (0.001 * second))), 0.2);
        await WantMoreAsync(60);
        (await RateAsync()).ShouldBeGreaterThan(2 * 8.5, "the longer nothing is refused, the faster");
    }

    [Fact]
    public async Task A_rate_grows_only_where_more_is_wanted()
    {
        await RefusedAsync();
        for (var i = 0; i < 60; i++)
        {
            await PassAsync(1);
            await _other.LeaseAsync(_bucket, 1, Start);
        }

        (await RateAsync()).ShouldBe(8.5, 0.01);
    }

    [Fact]
    public async Task Where_nothing_is_refused_the_rate_doubles_every_second_and_not_for_ever()
    {
        await _one.LeaseAsync(_bucket, 1, Start);
        await WantMoreAsync(2);
        (await RateAsync()).ShouldBe(40, 2);
        await WantMoreAsync(20);
        (await RateAsync()).ShouldBe(Start.HighestRate);
    }

    [Fact]
    public async Task What_Amazon_asks_for_holds_for_every_instance()
    {
        await _one.LeaseAsync(_bucket, 1, Start);
        await _one.ReportThrottledAsync(_bucket, JustNow, TimeSpan.FromSeconds(55), Start);

        for (var i = 0; i < 41; i++) // the rest is for the time that the calls themselves take
        {
            await PassAsync(1);
            (await _other.LeaseAsync(_bucket, 1000, Start)).Granted.ShouldBe(0, "however many wait");
        }

        await PassAsync(15);
        (await _other.LeaseAsync(_bucket, 1, Start)).Granted.ShouldBe(1);
    }

    [Fact]
    public async Task However_often_Amazon_refuses_there_is_a_call_in_ten_seconds()
    {
        for (var i = 0; i < 50; i++)
        {
            await PassAsync(1);
            await RefusedAsync();
        }

        (await RateAsync()).ShouldBe(RateLimitOptions.LowestRate);
    }

    [Fact]
    public async Task Fifty_leases_at_once_grant_what_there_is_and_no_more()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? _one : _other).LeaseAsync(_bucket, 1, Start)));
        leases.Sum(l => l.Granted).ShouldBeInRange(20, 40); // what grew meanwhile included
    }

    [Fact]
    public async Task Budgets_that_nobody_uses_are_forgotten()
    {
        await _one.LeaseAsync(_bucket, 1, Start);
        await PassAsync(86_401);
        await _one.SweepAsync(CancellationToken.None);
        (await _database.Owner.ScalarAsync<long>("select count(*) from accounts_internal.rate_limit_buckets where bucket = $1", _bucket)).ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _login.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task RefusedAsync() => _one.ReportThrottledAsync(_bucket, JustNow, JustNow, Start);

    private async Task WantMoreAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            await PassAsync(1);
            await _one.LeaseAsync(_bucket, 100_000, Start);
        }
    }

    private Task PassAsync(double seconds) => _database.AdvanceClockAsync(TimeSpan.FromSeconds(seconds));

    private Task<double> RateAsync() => _database.Owner.ScalarAsync<double>("select rate from accounts_internal.rate_limit_buckets where bucket = $1", _bucket);
}
