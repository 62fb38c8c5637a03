using Accounts.Domain.Common;

namespace Accounts.Domain.Connections;

public enum ConnectionStatus
{
    Active,
    NeedsReauth,
    Revoked,
}

/// <summary>
/// One connected Amazon login: the grant, its tokens and their state. A user may have several.
/// Every change raises <see cref="Version"/>, so that of two writers who read the same state only one wins.
/// </summary>
public sealed class OAuthToken
{
    public const int LabelMaxLength = 100;

    private OAuthToken()
    {
    }

    public ConnectionId Id { get; private init; }

    public UserId UserId { get; private init; }

    public string? Label { get; private set; }

    public Region Region { get; private set; }

    public ProtectedToken? AccessToken { get; private set; }

    public ProtectedToken? RefreshToken { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    public string? Scope { get; private set; }

    public ConnectionStatus Status { get; private set; }

    public int RefreshCount { get; private set; }

    public DateTimeOffset? LastRefresh { get; private set; }

    public int RefreshFailureCount { get; private set; }

    public string? LastRefreshError { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public int Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The id comes first, for the grant is encrypted for it.</summary>
    public static OAuthToken Establish(ConnectionId id, UserId user, Region region, TokenGrant grant, DateTimeOffset now)
    {
        var connection = new OAuthToken { Id = id, UserId = user, CreatedAt = now };
        connection.Reestablish(region, grant, now);
        return connection;
    }

    /// <summary>A new consent replaces whatever the connection held, at once and whole.</summary>
    public void Reestablish(Region region, TokenGrant grant, DateTimeOffset now)
    {
        Region = region;
        Status = ConnectionStatus.Active;
        RefreshToken = grant.Refresh;
        Accept(grant, now);
    }

    /// <summary>Keeps the old refresh token when none came back: Amazon sends it again or not at all, and it does not expire.</summary>
    public void StoreRefreshed(TokenGrant grant, DateTimeOffset now)
    {
        RefreshToken = grant.Refresh ?? RefreshToken;
        RefreshCount++;
        LastRefresh = now;
        Accept(grant, now);
    }

    /// <summary>The grant is dead, or its tokens cannot be read: only the user can help. The tokens stay for whoever investigates.</summary>
    public void RequireReauthorization(string reason, DateTimeOffset now)
    {
        Status = ConnectionStatus.NeedsReauth;
        LastRefreshError = reason;
        Touch(now);
    }

    public void RecordFailedRefresh(string reason, DateTimeOffset now)
    {
        RefreshFailureCount++;
        LastRefreshError = reason;
        Touch(now);
    }

    /// <summary>Forgets the tokens. Amazon offers no call to withdraw a grant: forgetting is all there is.</summary>
    public bool Revoke(DateTimeOffset now)
    {
        if (Status == ConnectionStatus.Revoked) return false;

        Status = ConnectionStatus.Revoked;
        AccessToken = null;
        RefreshToken = null;
        ExpiresAt = null;
        Touch(now);
        return true;
    }

    private void Accept(TokenGrant grant, DateTimeOffset now)
    {
        AccessToken = grant.Access;
        ExpiresAt = grant.ExpiresAt;
        Scope = grant.Scope ?? Scope;
        RefreshFailureCount = 0;
        LastRefreshError = null;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        LeaseOwner = null;
        LeaseUntil = null;
        Version++;
        UpdatedAt = now;
    }
}
