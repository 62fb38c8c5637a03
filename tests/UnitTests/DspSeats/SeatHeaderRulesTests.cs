using Accounts.Domain.DspSeats;

namespace Accounts.UnitTests.DspSeats;

public sealed class SeatHeaderRulesTests
{
    [Fact]
    public void Everything_that_is_known_is_named_first() =>
        SeatHeaderRules.ToTry(accepted: null, hasProfile: true, hasEntity: true)
            .ShouldBe([SeatHeaders.ProfileAndEntity, SeatHeaders.Entity, SeatHeaders.Profile, SeatHeaders.Advertiser]);

    [Theory]
    [InlineData(true, false, new[] { SeatHeaders.Profile, SeatHeaders.Advertiser })]
    [InlineData(false, true, new[] { SeatHeaders.Entity, SeatHeaders.Advertiser })]
    [InlineData(false, false, new[] { SeatHeaders.Advertiser })]
    public void What_is_not_known_is_not_named(bool hasProfile, bool hasEntity, SeatHeaders[] expected) =>
        SeatHeaderRules.ToTry(accepted: null, hasProfile, hasEntity).ShouldBe(expected);

    [Fact]
    public void The_combination_that_was_accepted_last_comes_first_and_the_others_follow() =>
        SeatHeaderRules.ToTry(SeatHeaders.Profile, hasProfile: true, hasEntity: true)
            .ShouldBe([SeatHeaders.Profile, SeatHeaders.ProfileAndEntity, SeatHeaders.Entity, SeatHeaders.Advertiser]);

    [Fact]
    public void An_accepted_combination_that_can_no_longer_be_named_is_left_out() =>
        SeatHeaderRules.ToTry(SeatHeaders.ProfileAndEntity, hasProfile: true, hasEntity: false)
            .ShouldBe([SeatHeaders.Profile, SeatHeaders.Advertiser]);
}
