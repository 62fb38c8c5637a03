using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.UnitTests.Connections;

public sealed class RefreshBackoffTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenGrant Grant = new(new ProtectedToken("a"), new ProtectedToken("r"), Now.AddHours(-1), Scope: null);

    [Fact]
    public void Consecutive_failures_double_the_delay_from_one_to_sixty_minutes()
    {
        var connection = OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, Grant, Now);
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60 })
        {
            connection.RecordFailedRefresh("amazon.unavailable", Now, random: 0.5);
            connection.NextRefreshAt.ShouldBe(Now.AddMinutes(minutes));
        }
    }

    [Fact]
    public void A_retry_is_scheduled_within_half_of_the_remaining_token_lifetime()
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
    public void Jitter_changes_the_delay_by_at_most_ten_percent(double random, double seconds)
    {
        var connection = OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, Grant, Now);
        connection.RecordFailedRefresh("amazon.unavailable", Now, random);
        (connection.NextRefreshAt!.Value - Now).TotalSeconds.ShouldBe(seconds, 0.001);
    }

    [Fact]
    public void A_successful_refresh_clears_the_backoff_and_reactivates_the_connection()
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
