namespace Accounts.Application.Connections;

/// <summary>Why a token is to be renewed, and so when that is not wanted any more.</summary>
public enum RefreshCause
{
    /// <summary>It will expire soon, and nobody waits for it.</summary>
    Ahead,

    /// <summary>Somebody needs it now, and it has expired.</summary>
    Expired,

    /// <summary>Amazon has just refused it, though it should be valid.</summary>
    Refused,

    /// <summary>The user asked.</summary>
    Asked,
}

/// <param name="Version">Only if the connection is still as it was when it was found; null: whatever has happened since.</param>
public sealed record RefreshDemand(RefreshCause Cause, int? Version = null)
{
    public static readonly RefreshDemand Expired = new(RefreshCause.Expired);
    public static readonly RefreshDemand Refused = new(RefreshCause.Refused);
    public static readonly RefreshDemand Asked = new(RefreshCause.Asked);

    /// <summary>Renew though the token is not about to end, unless it was renewed within the last 30 s.</summary>
    public bool IsForced => Cause is RefreshCause.Refused or RefreshCause.Asked;

    /// <summary>As the refresh history names it.</summary>
    public string TriggeredBy => Cause switch
    {
        RefreshCause.Ahead => "system",
        RefreshCause.Asked => "manual",
        _ => "auto",
    };

    public static RefreshDemand Ahead(int version) => new(RefreshCause.Ahead, version);
}
