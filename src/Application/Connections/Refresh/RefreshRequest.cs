namespace Accounts.Application.Connections.Refresh;

/// <summary>Why a token is refreshed. The reason determines when the refresh is no longer needed.</summary>
public enum RefreshReason
{
    /// <summary>The token expires soon. No caller waits for it.</summary>
    ExpiresSoon,

    /// <summary>A caller needs the token, and it has expired.</summary>
    Expired,

    /// <summary>Amazon refused the token before its expiry.</summary>
    Rejected,

    /// <summary>The user requested the refresh.</summary>
    Requested,
}

/// <param name="Version">Refresh only if the connection still has this version; null for any version.</param>
public sealed record RefreshRequest(RefreshReason Reason, int? Version = null)
{
    public static readonly RefreshRequest Expired = new(RefreshReason.Expired);
    public static readonly RefreshRequest Rejected = new(RefreshReason.Rejected);
    public static readonly RefreshRequest Requested = new(RefreshReason.Requested);

    /// <summary>Refresh the token even if it does not expire soon, unless it was refreshed very recently.</summary>
    public bool IsForced => Reason is RefreshReason.Rejected or RefreshReason.Requested;

    /// <summary>The trigger as the refresh history shows it.</summary>
    public string TriggeredBy => Reason switch
    {
        RefreshReason.ExpiresSoon => "system",
        RefreshReason.Requested => "manual",
        _ => "auto",
    };

    public static RefreshRequest ExpiresSoon(int version) => new(RefreshReason.ExpiresSoon, version);
}
