using Accounts.Domain.Common;

namespace Accounts.Application.Common;

/// <summary>Requests that break a rule. Each response adds which part of the request breaks which rule.</summary>
public static class RequestErrors
{
    /// <summary>The path, the query or a header breaks a rule, or the body is not a JSON object.</summary>
    public static readonly Error Malformed = new(ErrorKind.Malformed, "request.malformed", "The request is malformed.");

    /// <summary>The body is a JSON object with an invalid member.</summary>
    public static readonly Error Invalid = new(ErrorKind.Invalid, "request.invalid", "The body has an invalid member.");
}
