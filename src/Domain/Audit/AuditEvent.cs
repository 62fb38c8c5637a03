using Accounts.Domain.Common;

namespace Accounts.Domain.Audit;

/// <summary>An event for the audit log. The audit trail adds the actor and the request.</summary>
/// <param name="Type">The action, in <c>area.verb</c> form.</param>
/// <param name="Succeeded">Whether the action took effect.</param>
public sealed record AuditEvent(string Type, bool Succeeded)
{
    public string? TargetType { get; init; }

    public string? TargetId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static AuditEvent Failure(string type, Error error) =>
        new(type, Succeeded: false) { ErrorCode = error.Code, ErrorMessage = error.Message };
}
