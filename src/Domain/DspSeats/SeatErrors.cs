using Accounts.Domain.Common;

namespace Accounts.Domain.DspSeats;

public static class SeatErrors
{
    /// <param name="job">The read in progress.</param>
    public static Error SyncRunning(Guid job) =>
        new(ErrorKind.Conflict, "seats.sync_running", "The seats of this advertiser are being read; wait for the end of that read.")
        {
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["sync_log_id"] = job.ToString() },
        };

    public static readonly Error NotFinished =
        new(ErrorKind.Unavailable, "seats.not_finished", "The seats are still being read from Amazon; read them again shortly.");
}
