using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class JobQueue(AppDbContext context, Database database, Changes changes) : IJobQueue
{
    public void Add(UserId user, JobKind kind, string key, Guid id) =>
        context.Add(new NewJob { Id = id, UserId = user, Kind = kind.Name, Key = key });

    public async Task<QueuedJob> EnqueueAsync(UserId user, JobKind kind, string key, Guid id, CancellationToken ct)
    {
        var queued = await database.QueryAsync(Identity.Of(user), $"select id, is_new from app.enqueue_job({id}, {user.Value}, {kind.Name}, {key})",
            row => new QueuedJob(row.GetGuid(0), row.GetBoolean(1)), ct);
        changes.JobAdded();
        return queued.Single();
    }

    public async Task<bool> CancelAsync(UserId user, Guid id, CancellationToken ct) =>
        (await database.QueryAsync(Identity.Of(user), $"select app.cancel_job({id}, {user.Value})", row => row.GetBoolean(0), ct)).Single();

    public async Task<Guid?> FindLiveAsync(UserId user, JobKind kind, string key, CancellationToken ct)
    {
        var live = await database.QueryAsync(Identity.Of(user), $"""
            select id from accounts_internal.jobs where user_id = {user.Value} and kind = {kind.Name} and key = {key}
              and status in ('queued', 'running')
            """, row => row.GetGuid(0), ct);
        return live is [var id] ? id : null;
    }
}
