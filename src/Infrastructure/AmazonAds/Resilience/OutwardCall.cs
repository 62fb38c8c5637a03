using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Whether a call may be retried is a property of the call, not of its verb.</summary>
internal enum RetrySafety
{
    /// <summary>Only after a 429: Amazon refused before it did any work.</summary>
    WhenRefused,

    /// <summary>A read, or something that has the same effect twice as once.</summary>
    Always,

    Never,
}

/// <summary>The properties of a call that the pipeline needs.</summary>
/// <param name="Login">On whose behalf; null for calls that carry no access token.</param>
internal sealed record OutwardCall(Region Region, CallFamily Family, RetrySafety Safety, AmazonLogin? Login)
{
    /// <summary>The profile or advertiser that Amazon counts the call for, if it is made as one.</summary>
    public string? Scope { get; init; }

    /// <summary>Called before each attempt but the first, for a call whose credentials are in its body; false ends it.</summary>
    public Func<CancellationToken, Task<bool>>? MayRetry { get; init; }

    public RetryProfile Retries => Login?.Retries ?? RetryProfile.Request;

    /// <summary>The shared rate limit that the call counts towards.</summary>
    public string Bucket => $"{Region}:{Family}:{Scope}";

    /// <summary>
    /// The party that a refusal applies to first: the profile that the call is made for, else the connection (decision 0020). Null if the call
    /// is not limited.
    /// </summary>
    public string? Subject => Login is null ? null : Scope is { } profile ? $"profile:{profile}" : $"connection:{Login.Connection.Value}";
}

/// <summary>No access token is available: Amazon was not called.</summary>
internal sealed class NoTokenException(Error error) : Exception(error.Code)
{
    public Error Error => error;
}

/// <summary>The circuit is open: Amazon was not called.</summary>
internal sealed class CircuitOpenException(TimeSpan? retryAfter) : Exception("The circuit is open because calls of this kind fail.")
{
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>No permit is available before the deadline of the call.</summary>
internal sealed class ThrottledException(TimeSpan retryAfter) : Exception("No permit for a call to Amazon is available in time.")
{
    public TimeSpan RetryAfter => retryAfter;
}
