using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspCampaigns;

/// <summary>
/// Finds out how a creation or a change ended that Amazon did not confirm, because its response was lost or its instance died. It is queued
/// before the call, and has nothing to do after a confirmed one.
/// </summary>
internal sealed class CampaignSettleJob(
    ICampaignRepository campaigns, OwnAdvertiser advertisers, CampaignChanges changes, CampaignCreations creations, IAuditTrail audit,
    IUnitOfWork unitOfWork, IOptions<DspCampaignsOptions> options, TimeProvider clock) : IJobHandler
{
    private const string Change = "change";
    private const string Creation = "creation";

    /// <summary>Several looks in the time that Amazon needs to show a write.</summary>
    private TimeSpan Pause => options.Value.SettleAfter / 4;

    public static string KeyOf(PendingChange change) => $"{Change} {change.Change.CampaignId} {change.Id:N}";

    public static string KeyOf(CampaignCreation creation, Guid job) => $"{Creation} {creation.Id:N} {job:N}";

    public async Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct)
    {
        var (change, creation) = await FindAsync(job, ct);
        if ((change?.AccountId ?? creation?.AccountId) is not { } account) return JobStep.Done;

        var wait = (change?.Pending!.SentAt ?? creation!.SentAt) + Pause - clock.GetUtcNow();
        if (wait > TimeSpan.Zero) return JobStep.Again(wait);

        var advertiser = await advertisers.FindAsync(job.User, account, ct);
        if (!advertiser.Succeeded) return JobStep.Failed(advertiser.Error);

        var error = change is not null
            ? Failure(await changes.SettleAsync(new CampaignTarget(job.User, advertiser.Value, change.CampaignId, job.Id), ct))
            : Failure(await creations.SettleAsync(job.User, advertiser.Value, creation!, ct));
        if (error is null) return JobStep.Done;
        if (error.Is(CampaignErrors.NotVisibleYet) || error.Is(CampaignErrors.OutcomeUnknown) || error.Is(CampaignErrors.ChangeInProgress))
            return JobStep.Again(Pause);

        return AmazonCampaigns.IsTemporary(error) ? JobStep.Retry(error) : JobStep.Failed(error);
    }

    /// <summary>The outcome stays unknown until the campaign is used again.</summary>
    public async Task FailAsync(OwnedJob job, Error error, CancellationToken ct)
    {
        campaigns.Forget(); // what a failed save left behind
        var (change, creation) = await FindAsync(job, ct);
        if (change?.Pending is { } pending) audit.Record(CampaignAudit.Of(pending.EventType, change.CampaignId, pending.Values, error));
        if (creation is not null) audit.Record(CampaignAudit.Refused(creation, error));
        await unitOfWork.SaveChangesAsync(ct);
    }

    /// <summary>The campaign whose change is unconfirmed, or the creation; neither if nothing is left to find out.</summary>
    private async Task<(DspCampaign? Change, CampaignCreation? Creation)> FindAsync(OwnedJob job, CancellationToken ct)
    {
        if (job.Key.Split(' ') is not [var kind, var id, _]) return default;
        if (kind == Change) return (await campaigns.FindAsync(job.User, id, ct) is { } c && c.Pending?.Id == job.Id ? c : null, null);

        var creation = await campaigns.FindCreationAsync(job.User, Guid.ParseExact(id, "N"), ct);
        return (null, creation is { Status: CreationStatus.Sending } ? creation : null);
    }

    private static Error? Failure<T>(Result<T> result) => result.Succeeded ? null : result.Error;
}
