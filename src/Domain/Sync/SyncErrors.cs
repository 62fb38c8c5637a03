using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

public static class SyncErrors
{
    public static readonly Error NotFound =
        new(ErrorKind.NotFound, "sync.not_found", "There is no such sync run.");

    public static readonly Error ListingTooLong =
        new(ErrorKind.UpstreamInvalid, "sync.listing_too_long", "The list is longer than Amazon returns; the part that it returned is stored.");

    public static readonly Error Ended =
        new(ErrorKind.Conflict, "sync.ended", "The sync has ended already.");

    public static readonly Error Interrupted =
        new(ErrorKind.Unavailable, "sync.interrupted", "The sync was interrupted too often; start it again.");

    /// <summary>Why a run continues in another step; each scope holds its own error.</summary>
    public static readonly Error ListingFailed =
        new(ErrorKind.Unavailable, "sync.listing_failed", "A listing failed unexpectedly; it is retried a few times.");

    public static Error AlreadyRunning(SyncRunId running) =>
        new(ErrorKind.Conflict, "sync.already_running", "A sync is already running; follow that one.")
        {
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["sync_id"] = running.Value.ToString() },
        };
}
