using Accounts.Infrastructure.AmazonAds.Resilience;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.AmazonAds;

/// <summary>What a connection that uses a bucket alone learns, on a clock that the test moves. Two instances share the bucket.</summary>
public sealed class LearnedLimitsTests(TestServers servers) : IAsyncLifetime
{
    private LearnedBucket _bucket = null!;

    public async ValueTask InitializeAsync() => _bucket = await LearnedBucket.CreateAsync(servers);

    [Fact]
    public async Task Two_instances_share_one_bucket()
    {
        (await _bucket.LeaseAsync(15)).Granted.Count.ShouldBe(15);
        (await _bucket.LeaseAsync(15, instance: 1)).Granted.Count.ShouldBeInRange(5, 6);

        var empty = await _bucket.LeaseAsync(1);
        empty.Granted.ShouldBeEmpty();
        empty.Wait.TotalSeconds.ShouldBeInRange(0.01, 0.1);
    }

    [Fact]
    public async Task The_first_refusal_halves_the_rate_and_later_ones_cut_less_but_twice_as_much_in_quick_succession()
    {
        await _bucket.RefuseAsync();
        (await _bucket.OwnRateAsync()).ShouldBe(5, 0.01);

        await _bucket.RequestMoreAsync(1, 100); // its own limit is what holds it back
        await _bucket.PassAsync(10);
        var expected = await _bucket.OwnRateAsync();
        foreach (var kept in new[] { 0.85, 0.7, 0.5, 0.5 })
        {
            await _bucket.RefuseAsync();
            (await _bucket.OwnRateAsync()).ShouldBe(expected *= kept, 0.01);
            await _bucket.PassAsync(2);
        }
    }

    [Fact]
    public async Task Refusals_of_calls_whose_permits_were_granted_before_the_cut_are_ignored()
    {
        var early = (await _bucket.LeaseAsync(10)).GrantedAt;
        await _bucket.PassAsync(1);
        await _bucket.RefuseAsync();
        for (var i = 0; i < 10; i++) await _bucket.ReportAsync(LearnedBucket.One, early, instance: 1);
        (await _bucket.OwnRateAsync()).ShouldBe(5, 0.01);
    }

    [Fact]
    public async Task After_a_cut_the_rate_recovers_half_the_distance_quickly_and_then_slowly()
    {
        await _bucket.RefuseAsync(); // 10 was refused

        await _bucket.RequestMoreAsync(1, 100);
        (await _bucket.OwnRateAsync()).ShouldBe(5 * 1.1, 0.1);
        await _bucket.RequestMoreAsync(4, 100);
        var halfWay = await _bucket.OwnRateAsync();
        halfWay.ShouldBe(7.5, 0.05);
        await _bucket.RequestMoreAsync(9, 100); // the 6th to the 14th second after the refusal
        (await _bucket.OwnRateAsync())
            .ShouldBe(halfWay * Enumerable.Range(6, 9).Aggregate(1.0, (growth, second) => growth * (1 + (0.001 * second))), 0.2);
    }

    [Fact]
    public async Task After_a_quiet_time_the_rate_returns_to_the_one_before_consecutive_cuts()
    {
        for (var i = 0; i < 6; i++)
        {
            await _bucket.RefuseAsync();
            await _bucket.PassAsync(1);
        }

        (await _bucket.OwnRateAsync()).ShouldBeLessThan(0.5);
        await _bucket.RequestMoreAsync(14, 100);
        (await _bucket.OwnRateAsync()).ShouldBeLessThan(1);
        await _bucket.RequestMoreAsync(17, 100);
        (await _bucket.OwnRateAsync()).ShouldBe(9.25, 0.7);
    }

    [Fact]
    public async Task A_rate_grows_only_while_more_is_requested_than_available()
    {
        await _bucket.RefuseAsync();
        for (var i = 0; i < 60; i++)
        {
            await _bucket.PassAsync(1);
            await _bucket.LeaseAsync(1, instance: 1);
        }

        (await _bucket.OwnRateAsync()).ShouldBe(5, 0.01);
        (await _bucket.SharedRateAsync()).ShouldBe(10);
    }

    [Fact]
    public async Task Without_a_refusal_the_rate_doubles_every_second_up_to_a_maximum()
    {
        await _bucket.LeaseAsync(1);
        await _bucket.RequestMoreAsync(2, 100_000);
        (await _bucket.SharedRateAsync()).ShouldBe(40, 2);
        await _bucket.RequestMoreAsync(20, 100_000);
        (await _bucket.SharedRateAsync()).ShouldBe(LearnedBucket.Start.HighestRate);
    }

    [Fact]
    public async Task Retry_After_holds_for_the_refused_connection_on_every_instance()
    {
        var permit = (await _bucket.LeaseAsync(1)).GrantedAt;
        await _bucket.ReportAsync(LearnedBucket.One, permit, retryAfter: 55);

        for (var i = 0; i < 41; i++) // the rest is for the time that the calls themselves take
        {
            await _bucket.PassAsync(1);
            (await _bucket.LeaseAsync(100, instance: 1)).Granted.ShouldBeEmpty("however many wait");
        }

        await _bucket.PassAsync(15);
        (await _bucket.LeaseAsync(1, instance: 1)).Granted.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_rate_never_falls_below_one_call_in_ten_seconds()
    {
        for (var i = 0; i < 50; i++)
        {
            await _bucket.PassAsync(1);
            await _bucket.RefuseAsync();
        }

        (await _bucket.OwnRateAsync()).ShouldBe(RateLimitOptions.LowestRate);
    }

    [Fact]
    public async Task Fifty_concurrent_leases_grant_no_more_than_is_available()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _bucket.LeaseAsync(1, instance: i % 2)));
        leases.Sum(l => l.Granted.Count).ShouldBeInRange(20, 40); // including what refills meanwhile
    }

    [Fact]
    public async Task Unused_buckets_are_deleted()
    {
        await _bucket.RefuseAsync();
        await _bucket.PassAsync(86_401);
        await _bucket.SweepAsync();
        (await _bucket.CountRowsAsync()).ShouldBe(0);
    }

    public ValueTask DisposeAsync() => _bucket.DisposeAsync();
}
