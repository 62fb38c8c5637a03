using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.UnitTests.Connections;

public sealed class OAuthTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddMinutes(50);
    private static readonly TokenGrant First = new(new ProtectedToken("a1"), new ProtectedToken("r1"), Now.AddHours(1),
        "advertising::campaign_management");
    private static readonly TokenGrant Second = new(new ProtectedToken("a2"), Refresh: null, Later.AddHours(1), Scope: null);

    [Fact]
    public void A_new_connection_stores_its_grant_and_is_refreshed_proactively()
    {
        var (id, user) = (ConnectionId.New(), UserId.New());
        var connection = OAuthToken.Establish(id, user, Region.EU, First, Now);

        connection.ShouldSatisfyAllConditions(
            c => c.Id.ShouldBe(id), c => c.UserId.ShouldBe(user), c => c.Region.ShouldBe(Region.EU), c => c.Status.ShouldBe(ConnectionStatus.Active),
            c => c.CreatedAt.ShouldBe(Now), c => c.UpdatedAt.ShouldBe(Now), c => c.RefreshCount.ShouldBe(0), c =>
                c.ProactiveRefreshEnabled.ShouldBeTrue());
        Grant(connection).ShouldBe(First);
    }

    [Fact]
    public void A_refresh_without_a_new_refresh_token_and_scope_keeps_the_old_ones()
    {
        var connection = Connection();
        connection.StoreRefreshed(Second, Later);
        Grant(connection).ShouldBe(Second with { Refresh = First.Refresh, Scope = First.Scope });
    }

    [Fact]
    public void A_new_refresh_token_and_scope_replace_the_old_ones()
    {
        var connection = Connection();
        var refreshed = Second with { Refresh = new ProtectedToken("r2"), Scope = "profile" };
        connection.StoreRefreshed(refreshed, Later);
        Grant(connection).ShouldBe(refreshed);
    }

    [Fact]
    public void A_refresh_increments_the_count_and_clears_earlier_failures()
    {
        var connection = Connection();
        connection.RecordFailedRefresh("amazon.unavailable", Now, random: 0);
        connection.RequireReauthorization("oauth.invalid_grant", Now);
        connection.StoreRefreshed(Second, Later);

        connection.ShouldSatisfyAllConditions(
            c => c.Status.ShouldBe(ConnectionStatus.Active), c => c.RefreshCount.ShouldBe(1), c => c.LastRefresh.ShouldBe(Later),
            c => c.RefreshFailureCount.ShouldBe(0), c => c.LastRefreshError.ShouldBeNull(), c => c.NextRefreshAt.ShouldBeNull());
    }

    [Fact]
    public void A_new_consent_without_a_refresh_token_removes_the_old_one()
    {
        var connection = Connection();
        connection.Reestablish(Region.FE, Second, Later);
        connection.Region.ShouldBe(Region.FE);
        connection.RefreshToken.ShouldBeNull();
    }

    [Fact]
    public void An_invalid_grant_keeps_the_tokens_and_records_the_error()
    {
        var connection = Connection();
        connection.RequireReauthorization("oauth.invalid_grant", Later);
        connection.Status.ShouldBe(ConnectionStatus.NeedsReauth);
        connection.LastRefreshError.ShouldBe("oauth.invalid_grant");
        Grant(connection).ShouldBe(First);
    }

    [Fact]
    public void Revoking_deletes_the_tokens_once()
    {
        var connection = Connection();
        connection.Revoke(Later).ShouldBeTrue();
        connection.Revoke(Later).ShouldBeFalse();

        connection.Status.ShouldBe(ConnectionStatus.Revoked);
        (connection.AccessToken, connection.RefreshToken, connection.ExpiresAt).ShouldBe((null, null, null));
        connection.Rename("late", Later).ShouldBeFalse();
        connection.Label.ShouldBeNull();
    }

    [Fact]
    public void The_outcome_of_a_refresh_does_not_change_a_revoked_connection()
    {
        var connection = Connection();
        connection.Revoke(Later);
        var version = connection.Version;

        connection.StoreRefreshed(Second, Later).ShouldBeFalse();
        connection.RequireReauthorization("oauth.invalid_grant", Later).ShouldBeFalse();
        connection.RecordFailedRefresh("amazon.unavailable", Later, random: 0).ShouldBeFalse();

        (connection.Status, connection.AccessToken, connection.RefreshToken, connection.LastRefreshError, connection.Version)
            .ShouldBe((ConnectionStatus.Revoked, null, null, null, version));
    }

    [Fact]
    public void Every_change_increments_the_version()
    {
        var connection = Connection();
        Action<OAuthToken>[] changes =
        [
            c => c.StoreRefreshed(Second, Later), c => c.RecordFailedRefresh("x", Later, 0), c => c.RequireReauthorization("x", Later),
            c => c.Reestablish(Region.NA, First, Later), c => c.Rename("mine", Later), c => c.RefreshProactively(enabled: false, Later), c =>
                c.Revoke(Later),
        ];

        foreach (var change in changes)
        {
            var before = connection.Version;
            change(connection);
            connection.Version.ShouldBe(before + 1);
            connection.UpdatedAt.ShouldBe(Later);
        }
    }

    [Fact]
    public void Setting_an_unchanged_value_keeps_the_version()
    {
        var connection = Connection();
        var before = connection.Version;
        connection.RefreshProactively(enabled: true, Later).ShouldBeFalse();
        connection.Version.ShouldBe(before);
    }

    private static OAuthToken Connection() => OAuthToken.Establish(ConnectionId.New(), UserId.New(), Region.NA, First, Now);

    private static TokenGrant Grant(OAuthToken connection) =>
        new(connection.AccessToken!.Value, connection.RefreshToken, connection.ExpiresAt!.Value, connection.Scope);
}
