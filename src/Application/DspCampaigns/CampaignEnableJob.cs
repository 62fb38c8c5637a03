using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;

namespace Accounts.Application.DspCampaigns;

/// <summary>Enables a campaign that was created paused. The job has the id of the campaign's row. A later decision of the user ends it.</summary>
internal sealed class CampaignEnableJob(
    OwnAdvertiser advertisers, ICampaignRepository campaigns, CampaignChanges changes, IAuditTrail audit, IUnitOfWork unitOfWork)
    : IJobHandler
{
    private const string EventType = "campaign.enable";

    public async Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct)
    {
        if (await campaigns.FindAsync(job.User, job.Id, ct) is not { IsEnabling: true, AccountId: { } account } campaign) return JobStep.Done;

        var advertiser = await advertisers.FindAsync(job.User, account, ct);
        if (!advertiser.Succeeded) return JobStep.Failed(advertiser.Error);

        var enabled = await changes.ApplyAsync(
            new CampaignTarget(job.User, advertiser.Value, campaign.CampaignId, job.Id), expectedVersion: null, c => c.Enable(), c => c.EndEnabling(),
            (EventType, HasFlights: false), ct);
        if (enabled.Succeeded) return JobStep.Done;

        return AmazonCampaigns.IsTemporary(enabled.Error) ? JobStep.Retry(enabled.Error) : JobStep.Failed(enabled.Error);
    }

    public async Task FailAsync(OwnedJob job, Error error, CancellationToken ct)
    {
        campaigns.Forget(); // what a failed save left behind
        if (await campaigns.FindAsync(job.User, job.Id, ct) is not { IsEnabling: true } campaign) return;

        campaign.EndEnabling();
        audit.Record(CampaignAudit.Of(EventType, campaign.CampaignId, new Dictionary<string, string>(StringComparer.Ordinal), error));
        await unitOfWork.SaveChangesAsync(ct);
    }
}
