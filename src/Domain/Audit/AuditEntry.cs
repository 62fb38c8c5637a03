using System.Net;
using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Audit;

/// <summary>
/// A row of the append-only audit log. Rows of an earlier version keep its event types and lack the columns it did not write.
/// </summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public UserId? UserId { get; init; }

    /// <summary>The user, the session and the impersonator; or the migration or webhook that caused the event.</summary>
    public required JsonElement Actor { get; init; }

    public required string EventType { get; init; }

    /// <summary><c>success</c> or <c>failure</c>.</summary>
    public required string EventStatus { get; init; }

    public string? TargetType { get; init; }

    public string? TargetId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? RequestId { get; init; }

    public string? TraceId { get; init; }

    public IPAddress? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    public required JsonElement Metadata { get; init; }

    /// <summary>Set by the database.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}
