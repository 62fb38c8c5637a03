using System.ComponentModel.DataAnnotations;
using System.Diagnostics;

namespace Accounts.Api.RateLimiting;

/// <summary>How many requests each policy allows in a window.</summary>
public sealed class RateLimitsOptions : IValidatableObject
{
    public const string Section = "RateLimits";

    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(1);

    public WindowOptions General { get; init; } = new() { Limit = 120 };

    public WindowOptions StoredReads { get; init; } = new() { Limit = 1_200 };

    public WindowOptions Reauthorize { get; init; } = new() { Limit = 1_200 };

    public WindowOptions Health { get; init; } = new() { Limit = 600 };

    public WindowOptions Sync { get; init; } = new() { Limit = 6 };

    public WindowOptions SeatRefresh { get; init; } = new() { Limit = 10 };

    public WindowOptions AuthStatus { get; init; } = new() { Limit = 20, Window = TimeSpan.FromSeconds(1) };

    public WindowOptions OAuthStart { get; init; } = new() { Limit = 10, Window = TimeSpan.FromMinutes(10) };

    /// <summary>StoredReads and Reauthorize allow at least this many requests for each account of the user.</summary>
    [Range(1, 100, ErrorMessage = "RateLimits:PerAccount must be 1 to 100.")]
    public int PerAccount { get; init; } = 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var policy in Enum.GetValues<RateLimitPolicy>())
        {
            var (limit, window) = (Of(policy).Limit, Of(policy).Window);
            if (limit is < 1 or > 1_000_000) yield return new ValidationResult($"RateLimits:{policy}:Limit must be 1 to 1,000,000 requests.");
            if (window < TimeSpan.FromSeconds(1) || window > LongestWindow)
                yield return new ValidationResult($"RateLimits:{policy}:Window must be 1 second to 1 hour.");
        }
    }

    internal WindowOptions Of(RateLimitPolicy policy) => policy switch
    {
        RateLimitPolicy.General => General,
        RateLimitPolicy.StoredReads => StoredReads,
        RateLimitPolicy.Reauthorize => Reauthorize,
        RateLimitPolicy.Health => Health,
        RateLimitPolicy.Sync => Sync,
        RateLimitPolicy.SeatRefresh => SeatRefresh,
        RateLimitPolicy.AuthStatus => AuthStatus,
        RateLimitPolicy.OAuthStart => OAuthStart,
        _ => throw new UnreachableException($"{policy} has no limit."),
    };
}

public sealed class WindowOptions
{
    /// <summary>How many requests a window allows.</summary>
    public int Limit { get; set; }

    /// <summary>The length of a window, which begins with its first request.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}
