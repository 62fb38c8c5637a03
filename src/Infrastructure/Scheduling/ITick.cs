namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Periodic work that the <see cref="Timetable"/> starts on every instance, each time in a new scope. Leases and jobs in the database decide
/// which instance does what, so a tick on several instances at once does no harm.
/// </summary>
internal interface ITick
{
    /// <param name="ct">Cancelled when the instance shuts down. A tick returns promptly: the shutdown waits for it.</param>
    Task RunAsync(CancellationToken ct);
}
