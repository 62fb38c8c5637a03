using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>A subject with a limit of its own waits without delaying the others.</summary>
public sealed class SubjectLimitTests
{
    private const string Refused = "connection:refused";
    private const string Other = "connection:other";
    private readonly WaitlessClock _clock = new();
    private readonly List<string[]> _asked = [];
    private readonly Lock _lock = new();
    private readonly UserId[] _users = [UserId.New(), UserId.New()];

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public async Task Calls_of_a_paused_subject_are_not_requested_and_the_others_do_not_wait_for_it(double sharedWait)
    {
        var queue = Queue(new ShortWaitsClock(), _ => [], sharedWait: sharedWait);
        queue.Pause(_users[0], Refused, TimeSpan.FromHours(1));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var paused = queue.WaitAsync(_users[0], Refused, end.Token);

        for (var i = 0; i < 30; i++)
        {
            await queue.WaitAsync(_users[1], Other, TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }

        paused.IsCompleted.ShouldBeFalse();
        lock (_lock) _asked.ShouldAllBe(calls => !calls.Contains(Refused));
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(paused);
    }

    [Fact]
    public void A_refused_user_is_served_before_the_others()
    {
        var waiting = new WaitingCalls();
        waiting.Add(new WaitingCall(_users[1], Other));
        waiting.Restore(_users[0]);
        waiting.Add(new WaitingCall(_users[0], Refused));
        waiting.InOrder.Select(call => call.Subject).ShouldBe([Refused, Other]);

        waiting.Remove(waiting.InOrder.First());
        waiting.Add(new WaitingCall(_users[0], Refused));
        waiting.InOrder.Select(call => call.Subject).ShouldBe([Other, Refused], "once");
    }

    [Fact]
    public async Task A_subject_that_its_own_limit_holds_back_asks_again_after_its_own_wait()
    {
        var leases = 0;
        var queue = Queue(_clock, calls => leases++ == 0 ? calls.Distinct().ToDictionary(s => s, _ => TimeSpan.FromSeconds(0.3)) : []);

        await queue.WaitAsync(_users[0], Refused, TestContext.Current.CancellationToken);

        _clock.Delays.ShouldHaveSingleItem().ShouldBe(TimeSpan.FromSeconds(0.3));
        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_subject_with_a_limit_of_its_own_leaves_permits_leased_in_advance_to_the_others()
    {
        var queue = Queue(_clock, calls => calls.Contains(Refused) ? new() { [Refused] = TimeSpan.Zero } : [], grantLimited: true);

        await queue.WaitAsync(_users[0], Refused, TestContext.Current.CancellationToken);
        await queue.WaitAsync(_users[0], Refused, TestContext.Current.CancellationToken);
        _asked.Count.ShouldBe(2, "each call is checked against the limit");
        await queue.WaitAsync(_users[1], Other, TestContext.Current.CancellationToken);
        _asked.Count.ShouldBe(2, "a permit that was leased in advance");
    }

    /// <summary>At a hundred a second ten permits are leased in advance.</summary>
    private PermitQueue Queue(TimeProvider clock, Func<string[], Dictionary<string, TimeSpan>> limit, bool grantLimited = false,
        double sharedWait = 0) => new(
        (calls, ahead) =>
        {
            lock (_lock) _asked.Add([.. calls]);
            var limited = limit([.. calls]);
            var granted = Enumerable.Range(0, calls.Count).Where(i => grantLimited || !limited.ContainsKey(calls[i])).ToArray();
            return Task.FromResult(
                new PermitLease(granted, sharedWait > 0 ? 0 : ahead, TimeSpan.FromSeconds(sharedWait), 100, FakeLease.At) { Limited = limited });
        }, 100, clock);

    /// <summary>Waits under a minute end at once, and longer ones never: a call that depends on one is not served.</summary>
    private sealed class ShortWaitsClock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.FromMinutes(1)) return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);

            Interlocked.Add(ref _now, dueTime.Ticks);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
