using Accounts.Api.Auth;
using Accounts.Domain.Common;

namespace Accounts.UnitTests.Auth;

public sealed class RememberedUsersTests
{
    private readonly PausedClock _clock = new();

    [Fact]
    public void A_cached_user_expires_after_a_minute()
    {
        var sut = new KnownUsers(_clock);
        var id = UserId.New();
        sut.Remember("user_a", id);

        sut.Find("user_a").ShouldBe(id);
        sut.Find("user_b").ShouldBeNull();

        _clock.Now += KnownUsers.Lifetime;
        sut.Find("user_a").ShouldBeNull();
    }

    [Fact]
    public void A_forgotten_user_is_removed_immediately()
    {
        var sut = new KnownUsers(_clock);
        sut.Remember("user_a", UserId.New());

        sut.Forget("user_a");

        sut.Find("user_a").ShouldBeNull();
    }

    [Fact]
    public void A_full_cache_is_cleared_before_the_next_user_is_added()
    {
        var sut = new KnownUsers(_clock);
        for (var n = 0; n <= KnownUsers.Most; n++) sut.Remember($"user_{n}", UserId.New());

        sut.Find("user_0").ShouldBeNull();
        sut.Find($"user_{KnownUsers.Most}").ShouldNotBeNull();
    }
}
