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
    public async Task A_first_refusal_cuts_a_little_and_another_one_soon_after_halves()
    {
        await UseUpAsync();
        await RefusedAsync();
        (await RateAsync()).ShouldBe(8.5, 0.3);
        await PassAsync(2);
        await RefusedAsync();
        (await RateAsync()).ShouldBe(4.25, 0.2);
        await PassAsync(2);
        await RefusedAsync();
        (await RateAsync()).ShouldBe(2.1, 0.2);
    }

    [Fact]
    public async Task Refusals_of_calls_that_were_sent_before_the_cut_say_nothing_new()
    {
        await UseUpAsync();
        await RefusedAsync();
        for (var i = 0; i < 10; i++) await _other.ReportThrottledAsync(_bucket, sentAgo: TimeSpan.FromSeconds(3), JustNow, Start);
        (await RateAsync()).ShouldBe(8.5, 0.3);
    }

    [Fact]
    public async Task After_a_cut_the_rate_grows_by_half_a_percent_a_second_and_only_where_more_is_wanted()
    {
        await UseUpAsync();
        await RefusedAsync();
        var cut = await RateAsync();
        for (var i = 0; i < 60; i++)
        {
            await PassAsync(1);
            await _one.LeaseAsync(_bucket, 1000, Start);
        }

        (await RateAsync()).ShouldBe(cut * Math.Pow(1.005, 60), 0.5);

        var grown = await RateAsync();
        for (var i = 0; i < 60; i++)
        {
            await PassAsync(1);
            await _one.LeaseAsync(_bucket, 1, Start);
        }

        (await RateAsync()).ShouldBe(grown);
    }

    [Fact]
    public async Task Where_nothing_is_refused_the_rate_grows_fast_and_not_for_ever()
    {
        for (var i = 0; i < 200; i++)
        {
            await PassAsync(1);
            await _one.LeaseAsync(_bucket, 100_000, Start);
        }

        (await RateAsync()).ShouldBe(Start.HighestRate);
    }

    [Fact]
    public async Task What_Amazon_asks_for_holds_for_every_instance()
    {
        await _one.LeaseAsync(_bucket, 1, Start);
        await _one.ReportThrottledAsync(_bucket, JustNow, TimeSpan.FromSeconds(42), Start);

        await PassAsync(41);
        (await _other.LeaseAsync(_bucket, 1, Start)).Granted.ShouldBe(0);
        await PassAsync(2);
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

    private Task<CallLease> UseUpAsync() => _one.LeaseAsync(_bucket, 20, Start);

    private Task RefusedAsync() => _one.ReportThrottledAsync(_bucket, JustNow, JustNow, Start);

    private Task PassAsync(double seconds) => _database.AdvanceClockAsync(TimeSpan.FromSeconds(seconds));

    private Task<double> RateAsync() => _database.Owner.ScalarAsync<double>("select rate from accounts_internal.rate_limit_buckets where bucket = $1", _bucket);
}
