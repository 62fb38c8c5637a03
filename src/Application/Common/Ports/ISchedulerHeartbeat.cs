namespace Accounts.Application.Common.Ports;

/// <summary>Shows whether the scheduler runs on any instance.</summary>
public interface ISchedulerHeartbeat
{
    Task BeatAsync(CancellationToken ct);

    /// <returns>The time since the scheduler's last tick, by the database's clock; null if there was none.</returns>
    Task<TimeSpan?> AgeAsync(CancellationToken ct);
}
