using Accounts.Api.Auth;
using Accounts.Domain.Common;

namespace Accounts.UnitTests.Auth;

public sealed class RememberedUsersTests
{
    private readonly PausedClock _clock = new();

    [Fact]
    public void A_user_is_remembered_for_a_minute()
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
    public void A_user_can_be_forgotten_at_once()
    {
        var sut = new KnownUsers(_clock);
        sut.Remember("user_a", UserId.New());

        sut.Forget("user_a");

        sut.Find("user_a").ShouldBeNull();
    }

    [Fact]
    public void The_memory_has_a_bound()
    {
        var sut = new KnownUsers(_clock);
        for (var n = 0; n <= KnownUsers.Most; n++) sut.Remember($"user_{n}", UserId.New());

        sut.Find("user_0").ShouldBeNull();
        sut.Find($"user_{KnownUsers.Most}").ShouldNotBeNull();
    }
}
