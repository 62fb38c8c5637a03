using Accounts.Domain.Common;

namespace Accounts.Domain.Connections;

/// <summary>
/// One connected Amazon login: the grant, its tokens and their state. A user may have several.
/// Every change increments <see cref="Version"/>, so that only one of two writers that read the same state succeeds.
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

    /// <summary>When the connection first needed the reauthorization that it still needs; null if it needs none.</summary>
    public DateTimeOffset? NeedsReauthSince { get; private set; }

    public int RefreshCount { get; private set; }

    public DateTimeOffset? LastRefresh { get; private set; }

    public int RefreshFailureCount { get; private set; }

    public string? LastRefreshError { get; private set; }

    /// <summary>Not refreshed proactively before this time: set after a failure and by a claim.</summary>
    public DateTimeOffset? NextRefreshAt { get; private set; }

    /// <summary>Whether the token is refreshed proactively, and not only when a call needs it.</summary>
    public bool ProactiveRefreshEnabled { get; private set; } = true;

    /// <summary>When the scheduler may queue a sync of this connection; null for now. Queueing a run sets it.</summary>
    public DateTimeOffset? NextSyncAt { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public int Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The id is created first, because the grant is encrypted for it.</summary>
    public static OAuthToken Establish(ConnectionId id, UserId user, Region region, TokenGrant grant, DateTimeOffset now)
    {
        var connection = new OAuthToken { Id = id, UserId = user, CreatedAt = now };
        connection.Reestablish(region, grant, now);
        return connection;
    }

    /// <summary>
    /// A new consent replaces everything the connection held. What the login can reach may have changed, so the connection is due for a sync:
    /// if none can be queued now, because another run is live or this instance stops, the scheduler queues one later.
    /// </summary>
    public void Reestablish(Region region, TokenGrant grant, DateTimeOffset now)
    {
        Region = region;
        Status = ConnectionStatus.Active;
        RefreshToken = grant.Refresh;
        NextSyncAt = null;
        Accept(grant, now);
    }

    /// <summary>
    /// Keeps the old refresh token if the response contains none; it does not expire. A successful refresh proves that the grant is valid, so
    /// the connection becomes active again even if it was marked for reauthorization meanwhile.
    /// </summary>
    /// <returns>Returns false if the connection is revoked: only a new consent restores it.</returns>
    public bool StoreRefreshed(TokenGrant grant, DateTimeOffset now)
    {
        if (Status == ConnectionStatus.Revoked) return false;

        Status = ConnectionStatus.Active;
        RefreshToken = grant.Refresh ?? RefreshToken;
        RefreshCount++;
        LastRefresh = now;
        Accept(grant, now);
        return true;
    }

    /// <summary>
    /// The grant is invalid or its tokens are unreadable, so the user must connect again. The tokens are kept for investigation.
    /// </summary>
    /// <returns>Returns false if the connection is revoked.</returns>
    public bool RequireReauthorization(string reason, DateTimeOffset now)
    {
        if (Status == ConnectionStatus.Revoked) return false;

        NeedsReauthSince ??= now;
        Status = ConnectionStatus.NeedsReauth;
        LastRefreshError = reason;
        Touch(now);
        return true;
    }

    /// <summary>
    /// The next proactive refresh is 1, 2, 4 … 60 minutes away, varied by a tenth; while the token is valid, no further than half-way to its
    /// expiry. A caller that needs a token does not wait for it.
    /// </summary>
    /// <param name="random">From 0 to 1.</param>
    /// <returns>Returns false if the connection is revoked.</returns>
    public bool RecordFailedRefresh(string reason, DateTimeOffset now, double random)
    {
        if (Status == ConnectionStatus.Revoked) return false;

        NextRefreshAt = now + RefreshBackoff.After(RefreshFailureCount + 1, ExpiresAt - now, random);
        RefreshFailureCount++;
        LastRefreshError = reason;
        Touch(now);
        return true;
    }

    /// <summary>Deletes the tokens. Amazon has no call to revoke a grant.</summary>
    public bool Revoke(DateTimeOffset now)
    {
        if (Status == ConnectionStatus.Revoked) return false;

        Status = ConnectionStatus.Revoked;
        NeedsReauthSince = null;
        AccessToken = null;
        RefreshToken = null;
        ExpiresAt = null;
        Touch(now);
        return true;
    }

    /// <returns>Returns false if the connection is revoked.</returns>
    public bool Rename(string? label, DateTimeOffset now)
    {
        if (Status == ConnectionStatus.Revoked) return false;

        Label = label;
        Change(now);
        return true;
    }

    /// <returns>Returns false if the value is unchanged.</returns>
    public bool RefreshProactively(bool enabled, DateTimeOffset now)
    {
        if (ProactiveRefreshEnabled == enabled) return false;

        ProactiveRefreshEnabled = enabled;
        Change(now);
        return true;
    }

    private void Accept(TokenGrant grant, DateTimeOffset now)
    {
        NeedsReauthSince = null;
        AccessToken = grant.Access;
        ExpiresAt = grant.ExpiresAt;
        Scope = grant.Scope ?? Scope;
        RefreshFailureCount = 0;
        LastRefreshError = null;
        NextRefreshAt = null;
        Touch(now);
    }

    private void Touch(DateTimeOffset now)
    {
        LeaseOwner = null;
        LeaseUntil = null;
        Change(now);
    }

    /// <summary>A change that does not concern the tokens keeps the lease of a running refresh.</summary>
    private void Change(DateTimeOffset now)
    {
        Version++;
        UpdatedAt = now;
    }
}
