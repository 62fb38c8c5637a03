namespace Accounts.Domain.Common;

/// <summary>What a failure means to the caller. The HTTP edge maps each to one status; nothing else knows statuses.</summary>
public enum ErrorKind
{
    Malformed,
    Invalid,
    Unauthenticated,
    ReauthorizationRequired,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
    Throttled,
    UpstreamInvalid,
    UpstreamUnavailable,
    UpstreamTimeout,
    Unavailable,
}

/// <summary>An expected failure.</summary>
/// <param name="Kind">What it means to the caller.</param>
/// <param name="Code">Stable name in <c>area.reason</c> form.</param>
/// <param name="Message">One sentence the caller can act on; never a secret, a stack or a body from Amazon.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>What is wrong with which member of the request.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>Further members of the answer, such as the id of the run that is in the way.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it is worth trying again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether this is that error, whatever message, fields, details or waiting time it carries: an error is identified by its code.</summary>
    public bool Is(Error error) => Code == error.Code;
}

/// <param name="Pointer">JSON Pointer into the body, or the name of the query parameter or header.</param>
/// <param name="Code">What kind of rule it broke.</param>
/// <param name="Message">What would be right.</param>
public sealed record FieldError(string Pointer, string Code, string Message);
