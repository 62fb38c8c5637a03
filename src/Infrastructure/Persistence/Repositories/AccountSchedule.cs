using Accounts.Application.Accounts;
using Accounts.Application.Sync;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class AccountSchedule(Database database, IOptions<SyncOptions> options) : IAccountSchedule
{
    public Task EnqueueDueAsync(int atMost, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.enqueue_due_accounts({atMost}, {options.Value.MinimumAccountInterval})", ct);
}
