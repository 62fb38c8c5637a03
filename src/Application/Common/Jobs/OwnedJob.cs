using Accounts.Domain.Common;

namespace Accounts.Application.Common.Jobs;

/// <summary>A job that this instance has claimed. Each write proves the ownership by owner and fence.</summary>
/// <param name="Id">The id of the business row where there is one: a run, a report request, a registration.</param>
/// <param name="Key">The subject: empty for a user's sync, else an account, an advertiser, a request.</param>
/// <param name="Failures">Consecutive steps that failed or whose owner crashed.</param>
/// <param name="Owner">The instance.</param>
/// <param name="Fence">Incremented by each claim: a previous owner's writes are refused.</param>
/// <param name="IsOverdue">Whether the time until which the job may wait for another system has passed.</param>
public sealed record OwnedJob(Guid Id, UserId User, JobKind Kind, string Key, int Failures, string Owner, int Fence, bool IsOverdue = false);

/// <summary>A write was refused because the job is no longer this instance's: it was cancelled, or its lease expired and another instance
/// claimed it.</summary>
public sealed class JobLostException(Exception? inner = null) : Exception("The job belongs to another instance or has ended.", inner);
