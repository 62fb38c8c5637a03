using System.Text.Json.Serialization;
using Accounts.Domain.Common;

namespace Accounts.Api.Http;

/// <summary>RFC 9457, with our code and, under <c>error</c>, the older envelope that the existing frontend reads.</summary>
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
    /// <summary>What an error says beyond the common members, such as the id of the run that is in the way.</summary>
    [JsonExtensionData]
    public Dictionary<string, object>? Further { get; init; }
}

/// <summary>The same failure in the older shape.</summary>
internal sealed record ProblemEnvelope(string Code, string Message, IReadOnlyDictionary<string, string> Details, DateTimeOffset Timestamp);
