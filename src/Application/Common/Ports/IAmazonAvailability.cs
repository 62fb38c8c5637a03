using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>Amazon's availability as observed by this instance.</summary>
public interface IAmazonAvailability
{
    /// <summary>
    /// False when every region and group that was called is down: its last three calls failed, or its breaker is open. True before the first
    /// call. An outage of one region or group shows in <see cref="Dependencies"/> only.
    /// </summary>
    bool IsUp { get; }

    /// <summary>One entry per region and group that was called.</summary>
    IReadOnlyList<AmazonDependency> Dependencies { get; }
}

/// <param name="Group">Operations that fail together: accounts, dsp, reports, login.</param>
/// <param name="Breaker">The state of the circuit breaker.</param>
/// <param name="LastFailed">When a call last got no response, or a server error.</param>
public sealed record AmazonDependency(Region Region, string Group, BreakerState Breaker, DateTimeOffset? LastAnswered, DateTimeOffset? LastFailed);

public enum BreakerState
{
    Closed,

    /// <summary>Calls fail at once.</summary>
    Open,

    /// <summary>One call is being tried.</summary>
    HalfOpen,
}
