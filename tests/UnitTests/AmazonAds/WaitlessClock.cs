namespace Accounts.UnitTests.AmazonAds;

/// <summary>A clock on which a delay ends immediately: the delay advances the clock and fires every timer that becomes due.</summary>
internal sealed class WaitlessClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The length of each delay; timeouts are not included.</summary>
    public List<TimeSpan> Delays { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _alarms.Where(a => a.At <= _now).OrderBy(a => a.At)];
            _alarms.RemoveAll(due.Contains);
        }

        due.ForEach(a => a.Ring());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        if (state is not Task) return alarm;

        Delays.Add(dueTime);
        ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return alarm;
    }

    private sealed class Alarm(WaitlessClock clock, Action ring) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;

                At = clock._now + dueTime;
                clock._alarms.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
