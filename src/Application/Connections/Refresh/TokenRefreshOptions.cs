using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.Connections.Refresh;

/// <summary>When tokens are refreshed without anybody waiting for them.</summary>
public sealed class TokenRefreshOptions
{
    public const string Section = "TokenRefresh";

    public static readonly TimeSpan ShortestBefore = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestBefore = TimeSpan.FromMinutes(55);

    /// <summary>How long before its end a token is refreshed. The same key in <c>application_config</c> beats it, without a restart.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:55:00", ErrorMessage = "TokenRefresh:RefreshBefore must be 1 to 55 minutes.")]
    public TimeSpan RefreshBefore { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the scheduler looks for tokens that are about to end.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ErrorMessage = "TokenRefresh:Interval must be 1 second to 10 minutes.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);
}
