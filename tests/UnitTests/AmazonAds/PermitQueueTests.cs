using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class PermitQueueTests
{
    private readonly UserId[] _users = [UserId.New(), UserId.New(), UserId.New()];
    private readonly List<UserId> _served = [];
    private readonly TaskCompletionSource _sixServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    [Fact]
    public async Task Users_receive_permits_in_rotation_however_many_calls_each_one_has()
    {
        var begin = new TaskCompletionSource();
        var leases = 0;
        var queue = Queue(10, TimeProvider.System, async _ =>
        {
            await begin.Task;
            if (leases++ > 0) await Task.Delay(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
            return new FakeLease(6, TimeSpan.Zero, 10);
        });

        foreach (var (user, number) in new[] { (_users[0], 6), (_users[1], 2), (_users[2], 2) })
            for (var i = 0; i < number; i++) _ = CallAsync(queue, user);
        begin.SetResult();
        await _sixServed.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        _served.CountBy(u => u).ShouldAllBe(u => u.Value == 2, "the one with many calls has received no more than the others");
    }

    [Fact]
    public async Task A_cancelled_waiter_consumes_no_permit()
    {
        var leased = 0;
        var begin = new TaskCompletionSource();
        var queue = Queue(1, TimeProvider.System, async _ =>
        {
            await begin.Task;
            leased++;
            return new FakeLease(1, TimeSpan.Zero, 1);
        });
        using var cancelled = new CancellationTokenSource();

        var first = WaitAsync(queue, _users[0], cancelled.Token);
        var second = WaitAsync(queue, _users[1]);
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        begin.SetResult();
        await second.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        leased.ShouldBe(1);
    }

    [Fact]
    public async Task Permits_for_all_waiting_calls_are_requested_together()
    {
        var (asked, begin) = (new TaskCompletionSource(), new TaskCompletionSource());
        List<int> wanted = [];
        var queue = Queue(10, TimeProvider.System, async permits =>
        {
            lock (_lock) wanted.Add(permits);
            asked.TrySetResult();
            await begin.Task;
            return new FakeLease(1, TimeSpan.Zero, 10);
        });

        List<Task> permits = [WaitAsync(queue, _users[0])];
        await asked.Task;
        permits.AddRange(_users[1..].Select(u => WaitAsync(queue, u)));
        begin.SetResult();
        await Task.WhenAll(permits);

        wanted.ShouldBe([2, 3, 2], "the waiting calls, and one in advance at ten a second");
    }

    [Fact]
    public async Task A_permit_of_a_cancelled_waiter_is_left_for_the_next_call()
    {
        var (clock, asked, begin, leases) = (new WaitlessClock(), new TaskCompletionSource(), new TaskCompletionSource(), 0);
        var queue = Queue(1, clock, async _ =>
        {
            leases++;
            asked.TrySetResult();
            await begin.Task;
            return new FakeLease(1, TimeSpan.Zero, 1);
        });
        using var cancelled = new CancellationTokenSource();
        var first = WaitAsync(queue, _users[0], cancelled.Token);
        await asked.Task;
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        var second = WaitAsync(queue, _users[1]);
        begin.SetResult();
        await second;

        leases.ShouldBe(1);
        await WaitAsync(queue, _users[1]);
        leases.ShouldBe(2, "one permit was left, and no more");
    }

    [Theory]
    [InlineData(0.4, 0.4)]
    [InlineData(30, 1)]
    public async Task A_call_that_receives_nothing_asks_again_after_the_wait_and_within_a_second(double wait, double asksAgainAfter)
    {
        var clock = new WaitlessClock();
        var leases = 0;
        var queue = Queue(1, clock, _ =>
            Task.FromResult(++leases == 1 ? new FakeLease(0, TimeSpan.FromSeconds(wait), 1) : new FakeLease(1, TimeSpan.Zero, 1)));

        await WaitAsync(queue, _users[0]);

        clock.Delays.ShouldHaveSingleItem().TotalSeconds.ShouldBe(asksAgainAfter);
        queue.BlockedFor("a").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task No_more_permits_are_granted_than_were_leased()
    {
        var leased = 0;
        var queue = Queue(20, new WaitlessClock(), permits =>
        {
            leased += permits;
            return Task.FromResult(new FakeLease(permits, TimeSpan.Zero, 20));
        });
        for (var served = 1; served <= 9; served++)
        {
            await WaitAsync(queue, _users[0]);
            leased.ShouldBe(((served + 2) / 3) * 3, "one that waits and two in advance at twenty a second");
        }
    }

    [Fact]
    public async Task Most_calls_need_no_round_trip_at_a_high_rate()
    {
        var asked = 0;
        var queue = Queue(10_000, TimeProvider.System, permits =>
        {
            asked++;
            return Task.FromResult(new FakeLease(permits, TimeSpan.Zero, 10_000));
        });
        for (var i = 0; i < 500; i++) await WaitAsync(queue, _users[0]);
        asked.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task Permits_leased_in_advance_are_not_used_after_they_are_discarded_or_expire()
    {
        var clock = new WaitlessClock();
        var asked = 0;
        var queue = Queue(1000, clock, permits =>
        {
            asked++;
            return Task.FromResult(new FakeLease(permits, TimeSpan.Zero, 1000));
        });

        await WaitAsync(queue, _users[0]);
        await WaitAsync(queue, _users[0]);
        asked.ShouldBe(1);
        queue.DiscardLeasedPermits();
        await WaitAsync(queue, _users[0]);
        asked.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        await WaitAsync(queue, _users[0]);
        asked.ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_database_calls_continue_at_the_rate_learned_last()
    {
        var clock = new WaitlessClock();
        var queue = Queue(2, clock, _ => throw new InvalidOperationException("away"));
        for (var i = 0; i < 4; i++) await WaitAsync(queue, _users[0]);
        clock.Delays.ShouldAllBe(d => d == TimeSpan.FromSeconds(0.5));
        clock.Delays.Count.ShouldBe(4);
    }

    private static PermitQueue Queue(double rate, TimeProvider clock, Func<int, Task<FakeLease>> leaseAsync) =>
        new(async (calls, ahead) => (await leaseAsync(calls.Count + ahead)).For(calls), rate, clock);

    private static Task<Permit> WaitAsync(PermitQueue queue, UserId user, CancellationToken? ct = null) =>
        queue.WaitAsync(user, "a", ct ?? TestContext.Current.CancellationToken);

    private async Task CallAsync(PermitQueue queue, UserId user)
    {
        await WaitAsync(queue, user);
        lock (_lock)
        {
            _served.Add(user);
            if (_served.Count == 6) _sixServed.SetResult();
        }
    }
}
