using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

public enum SyncScopeKind
{
    /// <summary>The global list: one per connection.</summary>
    AdsAccounts,

    /// <summary>Country profiles: one per region.</summary>
    Profiles,

    /// <summary>Manager accounts and what they link: one per region.</summary>
    Managers,

    /// <summary>DSP advertisers: one per agency profile, known once the region's profiles are.</summary>
    DspAdvertisers,
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

    /// <summary>Null for the global list.</summary>
    public Region? Region { get; private init; }

    /// <summary>The agency profile whose advertisers are listed; null for other kinds.</summary>
    public string? ProfileId { get; private init; }

    public SyncScopeStatus Status { get; private init; }

    public string? ErrorCode { get; private init; }

    public string? ErrorMessage { get; private init; }

    public int Listed { get; private init; }

    public DateTimeOffset? CompletedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private init; }
}
