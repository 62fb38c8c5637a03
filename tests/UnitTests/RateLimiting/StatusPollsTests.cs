using Accounts.Api.RateLimiting;
using Accounts.Domain.Common;
using Accounts.UnitTests.Auth;
using Accounts.UnitTests.Common;

namespace Accounts.UnitTests.RateLimiting;

public sealed class StatusPollsTests
{
    private readonly ManualClock _clock = new();
    private readonly UserId _user = UserId.New();

    [Fact]
    public void A_poll_is_held_until_an_interval_has_passed_since_the_previous_one()
    {
        var sut = new StatusPolls(_clock);

        sut.Reserve(_user).ShouldBe(TimeSpan.Zero);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        sut.Reserve(_user).ShouldBe(TimeSpan.FromMilliseconds(150));
        sut.Reserve(UserId.New()).ShouldBe(TimeSpan.Zero);

        _clock.Advance(TimeSpan.FromMilliseconds(150) + StatusPolls.Interval);
        sut.Reserve(_user).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Parallel_polls_are_spread_and_none_is_held_for_more_than_a_second()
    {
        var sut = new StatusPolls(_clock);

        var holds = Enumerable.Range(0, 20).Select(_ => sut.Reserve(_user).TotalMilliseconds).ToArray();

        holds[..5].ShouldBe([0, 250, 500, 750, 1000]);
        holds[5..].ShouldAllBe(hold => hold == 1000);
        _clock.Advance(StatusPolls.LongestHold + StatusPolls.Interval);
        sut.Reserve(_user).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_held_poll_ends_when_its_client_disconnects()
    {
        var sut = new StatusPolls(new PausedClock());
        using var client = new CancellationTokenSource();
        sut.Reserve(_user);
        var held = sut.HoldAsync(_user, client.Token);
        held.IsCompleted.ShouldBeFalse();

        await client.CancelAsync();

        await Should.ThrowAsync<TaskCanceledException>(held.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Full_memory_is_cleared_before_the_next_user_is_added()
    {
        var sut = new StatusPolls(_clock);
        sut.Reserve(_user);
        for (var i = 0; i < StatusPolls.Most; i++) sut.Reserve(UserId.New());

        sut.Reserve(_user).ShouldBe(TimeSpan.Zero);
    }
}
