using Accounts.Application.Accounts;
using Accounts.Application.Common.Features;
using Accounts.Application.Sync;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class AccountSchedule(Database database, IFeatureFlags flags, IOptions<SyncOptions> options) : IAccountSchedule
{
    public async Task EnqueueDueAsync(int atMost, CancellationToken ct)
    {
        var share = await flags.FindAsync(Feature.AutoSync, ct);
        await database.ExecuteAsync(Identity.Worker,
            $"""
             select app.enqueue_due_accounts(
               {atMost}, {options.Value.MinimumAccountInterval}, {nameof(Feature.AutoSync)}, {share.Below}::bigint)
             """, ct);
    }
}
