using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>How Amazon looks from this instance.</summary>
public interface IAmazonAvailability
{
    /// <summary>Whether Amazon answered when it was last called; true before the first call.</summary>
    bool IsUp { get; }

    /// <summary>What has been called so far, group by group.</summary>
    IReadOnlyList<AmazonDependency> Dependencies { get; }
}

/// <param name="Group">Operations that fail together: accounts, dsp, reports, login.</param>
/// <param name="Breaker">Whether calls are let through.</param>
/// <param name="LastFailed">When a call last got no answer, or a failure of Amazon's.</param>
public sealed record AmazonDependency(Region Region, string Group, BreakerState Breaker, DateTimeOffset? LastAnswered, DateTimeOffset? LastFailed);

public enum BreakerState
{
    Closed,

    /// <summary>Calls fail at once.</summary>
    Open,

    /// <summary>One call is being tried.</summary>
    HalfOpen,
}
