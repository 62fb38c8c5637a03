using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Application.DspCampaigns;

/// <summary>The stored campaigns of a user. The unit of work stores changes.</summary>
public interface ICampaignRepository
{
    void Add(DspCampaign campaign);

    void Add(CampaignCreation creation);

    /// <param name="campaignId">Amazon's id.</param>
    Task<DspCampaign?> FindAsync(UserId user, string campaignId, CancellationToken ct);

    Task<DspCampaign?> FindAsync(UserId user, Guid id, CancellationToken ct);

    Task<CampaignCreation?> FindCreationAsync(UserId user, Guid id, CancellationToken ct);

    /// <summary>The creation of this name whose outcome is unknown.</summary>
    Task<CampaignCreation?> FindUnresolvedAsync(UserId user, AccountId account, string campaignName, CancellationToken ct);

    /// <summary>Which of these campaigns other creations of the user have led to.</summary>
    Task<IReadOnlyList<string>> ClaimedAsync(
        UserId user, CampaignCreation except, IReadOnlyCollection<string> campaignIds, CancellationToken ct);

    /// <summary>Stores campaigns as Amazon lists them, in one statement. What is stored already, or is newer, stays as it is.</summary>
    Task StoreAsync(UserId user, AccountId account, IReadOnlyCollection<AmazonCampaign> campaigns, CancellationToken ct);

    /// <summary>When all campaigns of the advertiser were last read from Amazon; null if they never were.</summary>
    Task<DateTimeOffset?> LastReadAsync(UserId user, AccountId account, CancellationToken ct);

    /// <param name="at">When the read began: a campaign that changed later may be missing from it.</param>
    Task EndReadAsync(UserId user, AccountId account, DateTimeOffset at, CancellationToken ct);

    /// <summary>
    /// Reserves a campaign for one change at a time, on whichever instance. The reservation expires if its instance crashes. What was read before
    /// is forgotten, because another change may have ended since.
    /// </summary>
    /// <param name="job">The job that changes the campaign. It takes over the reservation of its interrupted step. Null for a request.</param>
    /// <returns>Null if another change has reserved it.</returns>
    Task<ICampaignReservation?> ReserveAsync(UserId user, string campaignId, Guid? job, TimeSpan lease, CancellationToken ct);

    /// <summary>Discards unsaved changes, so that the next read returns the stored state.</summary>
    void Forget();
}

/// <summary>The right to make the only change of a campaign. Disposal ends it.</summary>
public interface ICampaignReservation : IAsyncDisposable
{
    /// <summary>
    /// Stores what is about to be sent, with the job that settles it if its outcome stays unknown, and extends the reservation. What was read
    /// before is forgotten.
    /// </summary>
    /// <param name="jobKey">The key of the job.</param>
    /// <returns>False if the reservation has expired, so that another change may be in progress.</returns>
    Task<bool> BeginAsync(PendingChange change, string jobKey);
}
