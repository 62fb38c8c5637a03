namespace Accounts.Domain.Common;

/// <summary>What a failure means to the caller. Only the HTTP layer maps a kind to a status.</summary>
public enum ErrorKind
{
    Malformed,
    Invalid,
    Unauthenticated,
    ReauthorizationRequired,
    Forbidden,
    NotFound,
    Conflict,

    /// <summary>The caller's copy is older than the stored state.</summary>
    OutOfDate,

    /// <summary>The request must name the state that it changes.</summary>
    VersionRequired,
    Throttled,
    UpstreamInvalid,
    UpstreamUnavailable,
    UpstreamTimeout,
    Unavailable,
}

/// <summary>An expected failure.</summary>
/// <param name="Kind">What the failure means to the caller.</param>
/// <param name="Code">A stable name in <c>area.reason</c> form.</param>
/// <param name="Message">One sentence that the caller can act on. It never contains a secret, a stack trace or a body from Amazon.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message)
{
    /// <summary>The invalid members of the request.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>Additional members of the response, such as the id of the conflicting run.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long to wait before a retry.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a call to Amazon was never sent, so that it cannot have had an effect.</summary>
    public bool IsBeforeSending { get; init; }

    /// <summary>
    /// Whether both errors have the same code. The code identifies an error; message, fields, details and delay do not matter.
    /// </summary>
    public bool Is(Error error) => Code == error.Code;
}

/// <param name="Pointer">JSON Pointer into the body, or the name of the query parameter or header.</param>
/// <param name="Code">The kind of rule that was violated.</param>
/// <param name="Message">What a valid value looks like.</param>
public sealed record FieldError(string Pointer, string Code, string Message);
