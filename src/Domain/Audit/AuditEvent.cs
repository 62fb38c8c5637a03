using Accounts.Domain.Common;

namespace Accounts.Domain.Audit;

/// <summary>Something worth proving later. Who, from where and in which request is added by the trail that records it.</summary>
/// <param name="Type">What was done, in <c>area.verb</c> form.</param>
/// <param name="Succeeded">Whether it took effect.</param>
public sealed record AuditEvent(string Type, bool Succeeded)
{
    public string? TargetType { get; init; }

    public string? TargetId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static AuditEvent Failure(string type, Error error) => new(type, Succeeded: false) { ErrorCode = error.Code, ErrorMessage = error.Message };
}
