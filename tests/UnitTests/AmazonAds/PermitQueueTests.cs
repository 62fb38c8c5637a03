using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

public sealed class TurnTests
{
    private readonly UserId[] _users = [UserId.New(), UserId.New(), UserId.New()];
    private readonly List<UserId> _served = [];
    private readonly TaskCompletionSource _sixServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    [Fact]
    public async Task Users_take_turns_however_many_calls_each_waits_with()
    {
        var begin = new TaskCompletionSource();
        var leases = 0;
        var queue = new TurnQueue(async _ =>
        {
            await begin.Task;
            if (leases++ > 0) await Task.Delay(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
            return new CallLease(6, TimeSpan.Zero, 10);
        }, 10, TimeProvider.System);

        foreach (var (user, number) in new[] { (_users[0], 6), (_users[1], 2), (_users[2], 2) })
            for (var i = 0; i < number; i++) _ = CallAsync(queue, user);
        begin.SetResult();
        await _sixServed.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        _served.CountBy(u => u).ShouldAllBe(u => u.Value == 2, "the one with many calls has had no more than the others");
    }

    [Fact]
    public async Task Who_has_gone_costs_nobody_a_turn()
    {
        var leased = 0;
        var begin = new TaskCompletionSource();
        var queue = new TurnQueue(async _ =>
        {
            await begin.Task;
            leased++;
            return new CallLease(1, TimeSpan.Zero, 1);
        }, 1, TimeProvider.System);
        using var gone = new CancellationTokenSource();

        var first = queue.WaitAsync(_users[0], gone.Token);
        var second = queue.WaitAsync(_users[1], TestContext.Current.CancellationToken);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        begin.SetResult();
        await second.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        leased.ShouldBe(1);
    }

    [Fact]
    public async Task Those_who_wait_are_asked_for_together()
    {
        var (asked, begin) = (new TaskCompletionSource(), new TaskCompletionSource());
        List<int> wanted = [];
        var queue = new TurnQueue(async calls =>
        {
            lock (_lock) wanted.Add(calls);
            asked.TrySetResult();
            await begin.Task;
            return new CallLease(1, TimeSpan.Zero, 10);
        }, 10, TimeProvider.System);

        List<Task> turns = [queue.WaitAsync(_users[0], TestContext.Current.CancellationToken)];
        await asked.Task;
        turns.AddRange(_users[1..].Select(u => queue.WaitAsync(u, TestContext.Current.CancellationToken)));
        begin.SetResult();
        await Task.WhenAll(turns);

        wanted.ShouldBe([2, 3, 2], "who waits, and one ahead at ten a second");
    }

    [Fact]
    public async Task A_turn_that_nobody_takes_any_more_is_there_for_the_next()
    {
        var (clock, begin, leases) = (new WaitlessClock(), new TaskCompletionSource(), 0);
        var queue = new TurnQueue(async _ =>
        {
            leases++;
            await begin.Task;
            return new CallLease(1, TimeSpan.FromSeconds(0.5), 1);
        }, 1, clock);
        using var gone = new CancellationTokenSource();
        var first = queue.WaitAsync(_users[0], gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        begin.SetResult();
        SpinWait.SpinUntil(() => clock.Delays.Count == 1, TimeSpan.FromSeconds(10)).ShouldBeTrue();

        await queue.WaitAsync(_users[1], TestContext.Current.CancellationToken);

        leases.ShouldBe(1);
        await queue.WaitAsync(_users[1], TestContext.Current.CancellationToken);
        leases.ShouldBe(2, "one turn was left, and no more");
    }

    [Theory]
    [InlineData(0.4, 0.4)]
    [InlineData(30, 1)]
    public async Task Who_gets_nothing_asks_again_when_there_may_be_something_and_within_a_second(double wait, double asksAgainAfter)
    {
        var clock = new WaitlessClock();
        var leases = 0;
        var queue = new TurnQueue(_ => Task.FromResult(++leases == 1 ? new CallLease(0, TimeSpan.FromSeconds(wait), 1) : new CallLease(1, TimeSpan.Zero, 1)), 1, clock);

        await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);

        clock.Delays.ShouldHaveSingleItem().TotalSeconds.ShouldBe(asksAgainAfter);
        queue.BlockedFor.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task No_more_is_handed_out_than_was_leased()
    {
        var leased = 0;
        var queue = new TurnQueue(calls =>
        {
            leased += calls;
            return Task.FromResult(new CallLease(calls, TimeSpan.Zero, 20));
        }, 20, new WaitlessClock());
        for (var served = 1; served <= 9; served++)
        {
            await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
            leased.ShouldBe(((served + 2) / 3) * 3, "one that waits and two ahead at twenty a second");
        }
    }

    [Fact]
    public async Task Where_the_rate_is_high_calls_do_not_cost_a_round_trip()
    {
        var asked = 0;
        var queue = new TurnQueue(calls =>
        {
            asked++;
            return Task.FromResult(new CallLease(calls, TimeSpan.Zero, 10_000));
        }, 10_000, TimeProvider.System);
        for (var i = 0; i < 500; i++) await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
        asked.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task What_was_leased_ahead_ends_with_a_refusal_and_with_time()
    {
        var clock = new WaitlessClock();
        var asked = 0;
        var queue = new TurnQueue(calls =>
        {
            asked++;
            return Task.FromResult(new CallLease(calls, TimeSpan.Zero, 1000));
        }, 1000, clock);

        await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
        await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
        asked.ShouldBe(1);
        queue.Forfeit();
        await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
        asked.ShouldBe(2);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
        asked.ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_database_calls_go_on_at_the_pace_learned_last()
    {
        var clock = new WaitlessClock();
        var queue = new TurnQueue(_ => throw new InvalidOperationException("away"), 2, clock);
        for (var i = 0; i < 4; i++) await queue.WaitAsync(_users[0], TestContext.Current.CancellationToken);
        clock.Delays.ShouldAllBe(d => d == TimeSpan.FromSeconds(0.5));
        clock.Delays.Count.ShouldBe(4);
    }

    private async Task CallAsync(TurnQueue queue, UserId user)
    {
        await queue.WaitAsync(user, TestContext.Current.CancellationToken);
        lock (_lock)
        {
            _served.Add(user);
            if (_served.Count == 6) _sixServed.SetResult();
        }
    }
}
