using System.Net;

namespace Accounts.Infrastructure.Persistence;

/// <summary>A row of the append-only log.</summary>
internal sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? UserId { get; init; }

    /// <summary>JSON: user, session, impersonator.</summary>
    public required string Actor { get; init; }

    public required string EventType { get; init; }

    public required string EventStatus { get; init; }

    public string? TargetType { get; init; }

    public string? TargetId { get; init; }

    public string? ErrorCode { get; init; }

    public string? RequestId { get; init; }

    public string? TraceId { get; init; }

    public IPAddress? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    public required string Metadata { get; init; }
}
