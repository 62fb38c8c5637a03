using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SharedLimits(Database database) : ISharedLimits
{
    public async Task<RequestCount> CountAsync(UserId user, string subject, int limit, TimeSpan window, CancellationToken ct)
    {
        var counts = await database.QueryAsync(Identity.Of(user),
            $"select counted, used, ends_in from app.count_request({subject}, {limit}, {window})",
            row => new RequestCount(row.GetBoolean(0), limit, Math.Max(0, limit - row.GetInt32(1)), row.GetTimeSpan(2)), ct);
        return counts.Single();
    }

    public async Task<long> AccountsOfAsync(UserId user, CancellationToken ct) => (await database.QueryAsync(Identity.Reading(user),
        $"select count(*) from public.user_accounts where user_id = {user.Value}", row => row.GetInt64(0), ct)).Single();

    public Task SweepAsync(CancellationToken ct) => database.ExecuteAsync(Identity.Worker, $"select app.sweep_request_windows()", ct);
}
