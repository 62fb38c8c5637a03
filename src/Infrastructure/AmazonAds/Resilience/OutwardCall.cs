using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Whether a call may be made again belongs to the call, not to its verb.</summary>
internal enum RetrySafety
{
    /// <summary>Only after a 429: Amazon refused before it did any work.</summary>
    WhenRefused,

    /// <summary>A read, or something that has the same effect twice as once.</summary>
    Always,

    Never,
}

/// <summary>What the pipeline has to know of a call.</summary>
/// <param name="Login">On whose behalf; null for calls that carry no access token.</param>
internal sealed record OutwardCall(Region Region, CallFamily Family, RetrySafety Safety, AmazonLogin? Login)
{
    /// <summary>The profile or advertiser that Amazon counts the call for, if it is made as one.</summary>
    public string? Scope { get; init; }

    public Patience Patience => Login?.Patience ?? Patience.Request;

    /// <summary>Which of the shared budgets the call is taken from.</summary>
    public string Bucket => $"{Region}:{Family}:{Scope}";
}

/// <summary>No access token could be had: Amazon was not called, and is not to blame.</summary>
internal sealed class NoTokenException(Error error) : Exception(error.Code)
{
    public Error Error => error;
}

/// <summary>A breaker is open: Amazon was not called.</summary>
internal sealed class SuspendedException(TimeSpan? retryAfter) : Exception("Calls of this kind fail, and are not tried just now.")
{
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>The call would have to wait for its turn beyond its deadline.</summary>
internal sealed class ThrottledException(TimeSpan retryAfter) : Exception("The calls to Amazon are used up for the moment.")
{
    public TimeSpan RetryAfter => retryAfter;
}
