using Accounts.Domain.Common;

namespace Accounts.UnitTests.Common;

public sealed class RolloutTests
{
    private static readonly UserId[] Users = [.. Enumerable.Range(0, 1_000).Select(_ => UserId.New())];

    [Theory]
    [InlineData("true", 1_000)]
    [InlineData("True", 1_000)]
    [InlineData("100%", 1_000)]
    [InlineData("false", 0)]
    [InlineData("0%", 0)]
    public void Everyone_or_nobody_is_included(string text, int expected) => Included(text, "Reports").Length.ShouldBe(expected);

    [Theory]
    [InlineData("25%", 250)]
    [InlineData("2.5%", 25)]
    [InlineData("50%", 500)]
    [InlineData("97%", 970)]
    public void A_share_includes_about_that_share_of_the_users(string text, int expected) =>
        Included(text, "Reports").Length.ShouldBeInRange(expected - 80, expected + 80); // five standard deviations of half of the users

    [Fact]
    public void A_user_stays_included_while_the_share_grows()
    {
        var some = Included("10%", "Reports");

        some.ShouldBe(Included("10%", "Reports"));
        some.ShouldBeSubsetOf(Included("40%", "Reports"));
    }

    [Fact]
    public void Each_feature_includes_other_users() =>
        Included("50%", "Reports").Intersect(Included("50%", "AutoSync")).Count().ShouldBeInRange(170, 330);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("25")]
    [InlineData("101%")]
    [InlineData("-1%")]
    [InlineData("%")]
    [InlineData("1e1%")]
    [InlineData("2,5%")]
    public void Any_other_text_is_refused(string? text) => Rollout.Parse(text).ShouldBeNull();

    /// <summary>A different hash would move users in and out of a running rollout.</summary>
    [Fact]
    public void The_place_of_a_user_never_changes() =>
        Rollout.PlaceOf("AutoSync", new UserId(Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"))).ShouldBe(0x3d82264a);

    private static UserId[] Included(string text, string feature) =>
        [.. Users.Where(user => Rollout.Parse(text)!.Value.Includes(feature, user))];
}
