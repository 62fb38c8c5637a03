using Accounts.Api.RateLimiting;
using Accounts.UnitTests.Common;

namespace Accounts.UnitTests.RateLimiting;

public sealed class RequestWindowsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private readonly RequestWindows<string> _sut;

    public RequestWindowsTests() => _sut = new RequestWindows<string>(_clock);

    [Fact]
    public void The_request_beyond_the_limit_is_refused_until_the_window_ends()
    {
        _sut.Take("ada", 2, Minute).ShouldBe(new(true, 2, 1, Minute));
        _clock.Advance(TimeSpan.FromSeconds(20));
        _sut.Take("ada", 2, Minute).ShouldBe(new(true, 2, 0, TimeSpan.FromSeconds(40)));
        _sut.Take("ada", 2, Minute).ShouldBe(new(false, 2, 0, TimeSpan.FromSeconds(40)));
        _sut.Take("bob", 2, Minute).IsWithin.ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(39.9));
        _sut.Take("ada", 2, Minute).IsWithin.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _sut.Take("ada", 2, Minute).ShouldBe(new(true, 2, 1, Minute));
    }

    [Fact]
    public void A_refused_request_is_not_counted()
    {
        for (var i = 0; i < 5; i++) _sut.Take("ada", 2, Minute);

        _sut.Take("ada", 3, Minute).ShouldBe(new(true, 3, 0, Minute));
    }

    [Fact]
    public async Task Of_concurrent_requests_exactly_the_limit_is_counted()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 500).Count(_ => _sut.Take("ada", 1_000, Minute).IsWithin))));

        counts.Sum().ShouldBe(1_000);
    }

    [Fact]
    public void Ended_windows_are_removed_once_a_minute()
    {
        for (var i = 0; i < 100; i++) _sut.Take($"idle {i}", 1, TimeSpan.FromSeconds(1));
        _sut.Take("ada", 1, TimeSpan.FromHours(1));
        _clock.Advance(RequestWindows<string>.SweepEvery);

        _sut.Take("ada", 1, TimeSpan.FromHours(1)).IsWithin.ShouldBeFalse();

        _sut.Count.ShouldBe(1);
    }

    [Fact]
    public void A_flood_of_subjects_does_not_exhaust_the_memory()
    {
        for (var i = 0; i <= RequestWindows<string>.Most; i++) _sut.Take($"{i}", 1, Minute);

        _sut.Count.ShouldBe(1);
    }
}
