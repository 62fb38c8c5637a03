using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

/// <summary>What features do with jobs. At most one job of a user, kind and key is live; a further request joins it.</summary>
public interface IJobQueue
{
    /// <summary>
    /// Adds a job to the unit of work: it is stored in the same transaction as the rows that it is about. If an equal job is live, the save
    /// stores nothing and throws <see cref="Ports.ConflictException"/> with <c>job.already_live</c>.
    /// </summary>
    /// <param name="id">The id of the business row.</param>
    void Add(UserId user, JobKind kind, string key, Guid id);

    /// <summary>Queues a job that is due at once, unless an equal one is live.</summary>
    /// <param name="id">The id of the business row.</param>
    Task<QueuedJob> EnqueueAsync(UserId user, JobKind kind, string key, Guid id, CancellationToken ct);

    /// <summary>Ends a live job. Its owner's further writes are refused.</summary>
    /// <returns>False if the user has no such live job.</returns>
    Task<bool> CancelAsync(UserId user, Guid id, CancellationToken ct);

    /// <returns>The id of the live job, or null.</returns>
    Task<Guid?> FindLiveAsync(UserId user, JobKind kind, string key, CancellationToken ct);
}

/// <param name="Id">The job that is live now.</param>
/// <param name="IsNew">False if it was live before.</param>
public sealed record QueuedJob(Guid Id, bool IsNew);
