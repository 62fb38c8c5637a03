using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

/// <summary>When a list of Amazon was last read completely. The rows that it contained are not rewritten if nothing changed, so it dates
/// them.</summary>
public sealed class NewestListing
{
    private NewestListing()
    {
    }

    public UserId UserId { get; private init; }

    public ConnectionId ConnectionId { get; private init; }

    public SyncScopeKind Kind { get; private init; }

    /// <summary>The agency profile of DSP advertisers, the region of other lists, empty for the global list.</summary>
    public string Subject { get; private init; } = "";

    public DateTimeOffset CompletedAt { get; private init; }
}
