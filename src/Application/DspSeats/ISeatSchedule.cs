namespace Accounts.Application.DspSeats;

/// <summary>Finds the snapshots that are refreshed without a request: those that were viewed lately.</summary>
public interface ISeatSchedule
{
    /// <summary>Queues reads of snapshots older than <see cref="SeatsOptions.RefreshAfter"/>, those read longest ago first.</summary>
    Task EnqueueDueAsync(int atMost, CancellationToken ct);
}
