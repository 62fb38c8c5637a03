using System.Diagnostics;

namespace Accounts.Api.RateLimiting;

/// <summary>What a request counts as. Each policy has its own limit, and its own windows for each user.</summary>
internal enum RateLimitPolicy
{
    /// <summary>The default of every route that requires a sign-in.</summary>
    General,

    /// <summary>Reads of stored rows.</summary>
    StoredReads,
    Reauthorize,

    /// <summary>Counted for each remote address: the route requires no sign-in.</summary>
    Health,
    Sync,

    /// <summary>Counted for each advertiser of a user.</summary>
    SeatRefresh,
    AuthStatus,
    OAuthStart,
}

internal static class RateLimitPolicies
{
    /// <summary>The name in headers and in the database.</summary>
    public static string Name(this RateLimitPolicy policy) => policy switch
    {
        RateLimitPolicy.General => "general",
        RateLimitPolicy.StoredReads => "stored-reads",
        RateLimitPolicy.Reauthorize => "reauthorize",
        RateLimitPolicy.Health => "health",
        RateLimitPolicy.Sync => "sync",
        RateLimitPolicy.SeatRefresh => "seat-refresh",
        RateLimitPolicy.AuthStatus => "auth-status",
        RateLimitPolicy.OAuthStart => "oauth-start",
        _ => throw new UnreachableException($"{policy} has no name."),
    };

    /// <summary>Whether the limit grows with the number of the user's accounts.</summary>
    public static bool GrowsWithAccounts(this RateLimitPolicy policy) => policy is RateLimitPolicy.StoredReads or RateLimitPolicy.Reauthorize;

    /// <summary>
    /// Whether all instances count together, in the database. Only policies that protect Amazon do; the others must not cost a write (decision 0023).
    /// </summary>
    public static bool IsShared(this RateLimitPolicy policy) =>
        policy is RateLimitPolicy.Sync or RateLimitPolicy.SeatRefresh or RateLimitPolicy.OAuthStart or RateLimitPolicy.Reauthorize;
}
