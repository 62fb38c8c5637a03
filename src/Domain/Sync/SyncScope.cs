using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

public enum SyncScopeKind
{
    AdsAccounts,
}

public enum SyncScopeStatus
{
    Pending,
    Completed,
    Failed,
}

/// <summary>One listing a run has to finish: it has its own place to resume at and fails alone.</summary>
public sealed class SyncScope
{
    private SyncScope()
    {
    }

    public Guid Id { get; private init; }

    public SyncRunId RunId { get; private init; }

    public UserId UserId { get; private init; }

    public ConnectionId ConnectionId { get; private init; }

    public SyncScopeKind Kind { get; private init; }

    public SyncScopeStatus Status { get; private init; }

    public string? ErrorCode { get; private init; }

    public string? ErrorMessage { get; private init; }

    public int Listed { get; private init; }

    public DateTimeOffset? CompletedAt { get; private init; }
}
