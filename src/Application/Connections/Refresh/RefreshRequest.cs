namespace Accounts.Application.Connections.Refresh;

/// <summary>Why a token is to be refreshed, and so when that is not wanted any more.</summary>
public enum RefreshReason
{
    /// <summary>It will expire soon, and nobody waits for it.</summary>
    ExpiresSoon,

    /// <summary>Somebody needs it now, and it has expired.</summary>
    Expired,

    /// <summary>Amazon has just refused it, though it should be valid.</summary>
    Rejected,

    /// <summary>The user asked.</summary>
    Requested,
}

/// <param name="Version">Only if the connection is still as it was when it was found; null: whatever has happened since.</param>
public sealed record RefreshRequest(RefreshReason Reason, int? Version = null)
{
    public static readonly RefreshRequest Expired = new(RefreshReason.Expired);
    public static readonly RefreshRequest Rejected = new(RefreshReason.Rejected);
    public static readonly RefreshRequest Requested = new(RefreshReason.Requested);

    /// <summary>Refresh though the token is not about to end, unless it was refreshed within the last 30 s.</summary>
    public bool IsForced => Reason is RefreshReason.Rejected or RefreshReason.Requested;

    /// <summary>As the refresh history names it.</summary>
    public string TriggeredBy => Reason switch
    {
        RefreshReason.ExpiresSoon => "system",
        RefreshReason.Requested => "manual",
        _ => "auto",
    };

    public static RefreshRequest ExpiresSoon(int version) => new(RefreshReason.ExpiresSoon, version);
}
