using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

public enum SyncStatus
{
    Queued,
    InProgress,
    Success,

    /// <summary>Some scopes failed; what the others brought is stored, and nothing was deactivated.</summary>
    Partial,
    Failed,
    Cancelled,
}

public enum SyncTrigger
{
    Manual,
    Scheduled,
    Callback,

    /// <summary>Of an earlier service's runs only.</summary>
    Webhook,
}

/// <summary>One durable run of a user's sync: queued by anybody, owned by one instance at a time under a lease.</summary>
public sealed class SyncRun
{
    private SyncRun()
    {
    }

    public SyncRunId Id { get; private init; }

    public UserId UserId { get; private init; }

    public SyncTrigger Trigger { get; private init; }

    public SyncStatus Status { get; private init; }

    public string? Phase { get; private init; }

    public JsonElement Progress { get; private init; }

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset? CompletedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private init; }
}
