using Accounts.Application.Accounts;
using Accounts.Application.DspSeats;
using Accounts.Application.Sync;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Queues a run for the connections that are due for an automatic sync.</summary>
internal sealed class QueueDueSyncs(DueSyncs due, IOptions<SyncOptions> options) : ITick
{
    public Task RunAsync(CancellationToken ct) => options.Value.IsAutomatic ? due.QueueAsync(ct) : Task.CompletedTask;
}

/// <summary>Queues a refresh for the accounts that have a sync interval of their own and are due.</summary>
internal sealed class QueueDueAccounts(IAccountSchedule schedule, IOptions<SyncOptions> options) : ITick
{
    private const int MaxAccounts = 100;

    public Task RunAsync(CancellationToken ct) => options.Value.IsAutomatic ? schedule.EnqueueDueAsync(MaxAccounts, ct) : Task.CompletedTask;
}

/// <summary>Queues reads of the seats that were viewed lately and are old.</summary>
internal sealed class QueueDueSeats(ISeatSchedule schedule) : ITick
{
    private const int MaxAdvertisers = 100;

    public Task RunAsync(CancellationToken ct) => schedule.EnqueueDueAsync(MaxAdvertisers, ct);
}
