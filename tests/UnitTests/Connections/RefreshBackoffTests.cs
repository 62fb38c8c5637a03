using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.UnitTests.Connections;

public sealed class RefreshBackoffTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenGrant Grant = new(new ProtectedToken("a"), new ProtectedToken("r"), Now.AddHours(-1), Scope: null);

    [Fact]
    public void Failures_in_a_row_are_one_two_four_and_at_most_sixty_minutes_apart()
    {
        var connection = OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, Grant, Now);
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 })
        {
            connection.RecordFailedRefresh("amazon.unavailable", Now, random: 0.5);
            connection.NextRefreshAt.ShouldBe(Now.AddMinutes(minutes));
        }
    }

    [Fact]
    public void While_the_token_is_good_the_next_try_is_no_further_than_half_way_to_its_end()
    {
        var connection = OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, Grant with { ExpiresAt = Now.AddMinutes(10) }, Now);
        foreach (var (at, next) in new[] { (0.0, 1.0), (1, 3), (3, 6.5), (6.5, 8.25), (8.25, 9.25), (9.25, 10.25) })
        {
            connection.RecordFailedRefresh("amazon.unavailable", Now.AddMinutes(at), random: 0.5);
            connection.NextRefreshAt.ShouldBe(Now.AddMinutes(next));
        }
    }

    [Theory]
    [InlineData(0, 54)]
    [InlineData(1, 66)]
    public void They_are_a_tenth_apart_from_each_other(double random, double seconds)
    {
        var connection = OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, Grant, Now);
        connection.RecordFailedRefresh("amazon.unavailable", Now, random);
        (connection.NextRefreshAt!.Value - Now).TotalSeconds.ShouldBe(seconds, 0.001);
    }

    [Fact]
    public void A_refresh_ends_the_waiting_and_brings_back_what_was_given_up()
    {
        var connection = OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, Grant, Now);
        connection.RecordFailedRefresh("amazon.unavailable", Now, random: 0);
        connection.RequireReauthorization("connection.reauthorization_required", Now);

        connection.StoreRefreshed(Grant, Now);

        connection.NextRefreshAt.ShouldBeNull();
        connection.RefreshFailureCount.ShouldBe(0);
        connection.Status.ShouldBe(ConnectionStatus.Active);
    }
}
