namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Decides when a tick is due: at once or after one period, then once per period. Coravel follows the wall clock and replays every second that
/// it missed; a tick that is late here runs once. The period is read each time, so that it may change while the service runs.
/// </summary>
/// <param name="period">The current period.</param>
/// <param name="clock">Measures elapsed time.</param>
/// <param name="isOpen">Returns false until ticks may run.</param>
/// <param name="startsAtOnce">Whether the first tick is due at once.</param>
internal sealed class Pace(Func<TimeSpan> period, TimeProvider clock, Func<bool> isOpen, bool startsAtOnce = true)
{
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _due = startsAtOnce ? TimeSpan.Zero : period();

    public bool IsDue()
    {
        var now = clock.GetElapsedTime(_start);
        if (now < _due || !isOpen()) return false;

        var next = _due + period();
        _due = next > now ? next : now + period();
        return true;
    }
}
