using System.Text.Json.Serialization;
using Accounts.Domain.Common;

namespace Accounts.Api.Http;

/// <summary>A problem (RFC 9457) with our code and, in <c>error</c>, the envelope that the existing frontend reads.</summary>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Instance,
    string Code,
    string TraceId,
    IReadOnlyList<FieldError> Errors,
    ProblemEnvelope Error)
{
    /// <summary>Additional members of an error, such as the id of the conflicting run.</summary>
    [JsonExtensionData]
    public Dictionary<string, object>? Further { get; init; }
}

/// <summary>The same failure in the older format.</summary>
internal sealed record ProblemEnvelope(string Code, string Message, IReadOnlyDictionary<string, string> Details, DateTimeOffset Timestamp);
