using System.Globalization;
using Accounts.Application.Common.Jobs;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>Refreshes one account that has a sync interval of its own. The key of the job is the account's id.</summary>
internal sealed class AccountRefreshJob(AccountRefresher refresher) : IJobHandler
{
    /// <summary>The refresher stores a refusal of Amazon's with the account; the next interval tries again.</summary>
    public async Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct)
    {
        await refresher.RefreshAsync(job.User, AccountOf(job), ct);
        return JobStep.Done;
    }

    public Task FailAsync(OwnedJob job, Error error, CancellationToken ct) => refresher.RecordFailureAsync(job.User, AccountOf(job), error, ct);

    private static AccountId AccountOf(OwnedJob job) => new(Guid.Parse(job.Key, CultureInfo.InvariantCulture));
}
