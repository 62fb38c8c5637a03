using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.Connections.Refresh;

/// <summary>When tokens are refreshed proactively, and the limits of one refresh.</summary>
public sealed class TokenRefreshOptions
{
    public const string Section = "TokenRefresh";

    public static readonly TimeSpan ShortestBefore = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestBefore = TimeSpan.FromMinutes(55);

    /// <summary>How long before its expiry a token is refreshed. The same key in <c>application_config</c> overrides it, without a restart.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:55:00", ErrorMessage = "TokenRefresh:RefreshBefore must be 1 to 55 minutes.")]
    public TimeSpan RefreshBefore { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the scheduler looks for expiring tokens.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "TokenRefresh:Interval must be 1 second to 10 minutes.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one refresh, or a claim of an expiring token, keeps other instances away.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:02:00", ErrorMessage = "TokenRefresh:Lease must be 5 seconds to 2 minutes.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>A token that expires sooner than this is refreshed before it is used.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ErrorMessage = "TokenRefresh:ExpiryMargin must be 0 to 1 minute.")]
    public TimeSpan ExpiryMargin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A forced refresh within this time of the last one returns the token of that one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "TokenRefresh:ReuseWithin must be 0 to 5 minutes.")]
    public TimeSpan ReuseWithin { get; init; } = TimeSpan.FromSeconds(30);
}
