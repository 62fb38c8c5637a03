using Accounts.Application.Common.Ports;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SchedulerHeartbeat(Database database) : ISchedulerHeartbeat
{
    private const string Heart = "scheduler";

    public Task BeatAsync(CancellationToken ct) => database.ExecuteAsync(Identity.Worker, $"select app.beat({Heart})", ct);

    public async Task<TimeSpan?> AgeAsync(CancellationToken ct)
    {
        var ages = await database.QueryAsync(Identity.Worker, $"select app.last_beat({Heart})", row =>
            row.IsDBNull(0) ? (TimeSpan?)null : row.GetTimeSpan(0), ct);
        return ages.Single();
    }
}
