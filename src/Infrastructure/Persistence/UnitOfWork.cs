using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext context, IJobQueue queue, IChanges changes) : IUnitOfWork
{
    public async Task SaveChangesAsync(CancellationToken ct)
    {
        var jobs = context.ChangeTracker.Entries<NewJob>().Where(j => j.State == EntityState.Added).Select(j => j.Entity).ToArray();
        try
        {
            await context.SaveChangesAsync(ct);
        }
        catch (Exception e) when (DatabaseFailures.IsExpected(e))
        {
            throw DatabaseFailures.IsLiveJob(e) ? await LiveAsync(jobs, e, ct) : DatabaseFailures.ToExpected(e);
        }

        if (jobs.Length > 0) changes.JobAdded();
    }

    /// <summary>Names the live job. It may have ended since, and then a retry succeeds.</summary>
    private async Task<Exception> LiveAsync(IEnumerable<NewJob> jobs, Exception cause, CancellationToken ct)
    {
        foreach (var job in jobs)
        {
            if (await queue.FindLiveAsync(job.UserId, new JobKind(job.Kind), job.Key, ct) is { } live)
                return new ConflictException(JobErrors.AlreadyLive(live), cause);
        }

        return DatabaseFailures.ToExpected(cause);
    }
}
