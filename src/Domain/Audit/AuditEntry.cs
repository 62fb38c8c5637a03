using System.Net;
using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Audit;

/// <summary>A row of the append-only log. Those of an earlier service are kept with its words, and lack what it did not write down.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public UserId? UserId { get; init; }

    /// <summary>The user, the session and whoever was impersonating; or the migration or webhook that did it.</summary>
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

    /// <summary>On the database's clock, which sets it.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}
