using Accounts.Infrastructure.Scheduling;
using Accounts.UnitTests.Common;

namespace Accounts.UnitTests.Scheduling;

public sealed class PaceTests
{
    private readonly ManualClock _clock = new();
    private TimeSpan _period = TimeSpan.FromSeconds(15);
    private bool _isOpen = true;

    [Fact]
    public void A_tick_is_due_immediately_and_then_once_per_period()
    {
        var pace = Pace();

        pace.IsDue().ShouldBeTrue();
        pace.IsDue().ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(14.9));
        pace.IsDue().ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        pace.IsDue().ShouldBeTrue();
    }

    [Fact]
    public void Missed_periods_are_not_replayed()
    {
        var pace = Pace();
        pace.IsDue();

        _clock.Advance(TimeSpan.FromHours(1));

        pace.IsDue().ShouldBeTrue();
        pace.IsDue().ShouldBeFalse();
    }

    [Fact]
    public void A_late_tick_does_not_shift_the_following_ticks()
    {
        var pace = Pace();
        pace.IsDue();

        _clock.Advance(TimeSpan.FromSeconds(16));
        pace.IsDue().ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(14));
        pace.IsDue().ShouldBeTrue();
    }

    [Fact]
    public void No_tick_is_due_before_the_scheduler_opens()
    {
        _isOpen = false;
        var pace = Pace();

        pace.IsDue().ShouldBeFalse();
        _isOpen = true;
        pace.IsDue().ShouldBeTrue();
    }

    [Fact]
    public void A_changed_period_applies_from_the_next_tick()
    {
        var pace = Pace();
        _period = TimeSpan.FromSeconds(2);
        pace.IsDue();

        _clock.Advance(TimeSpan.FromSeconds(2));

        pace.IsDue().ShouldBeTrue();
    }

    [Fact]
    public void A_tick_that_does_not_start_at_once_is_first_due_after_one_period()
    {
        var pace = new Pace(() => _period, _clock, () => _isOpen, startsAtOnce: false);

        pace.IsDue().ShouldBeFalse();
        _clock.Advance(_period);
        pace.IsDue().ShouldBeTrue();
    }

    private Pace Pace() => new(() => _period, _clock, () => _isOpen);
}
