namespace Accounts.Application.Common.Ports;

/// <summary>Whether jobs run, on whichever instance.</summary>
public interface ISchedulerHeartbeat
{
    Task BeatAsync(CancellationToken ct);

    /// <returns>How long ago the scheduler last ticked, on the database's clock; null when it never has.</returns>
    Task<TimeSpan?> AgeAsync(CancellationToken ct);
}
