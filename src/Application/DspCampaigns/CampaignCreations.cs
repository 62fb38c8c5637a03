using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspCampaigns;

/// <summary>
/// Creates campaigns at Amazon. Each request is stored before it is sent. While its outcome is unknown, its campaign is looked for before
/// another request of the same name is sent, so that no campaign is created twice.
/// </summary>
internal sealed class CampaignCreations(
    ICampaignRepository campaigns, AmazonCampaigns amazon, CampaignRecords records, IJobQueue jobs, IAuditTrail audit, IUnitOfWork unitOfWork,
    IOptions<DspCampaignsOptions> options, TimeProvider clock)
{
    /// <param name="user">The owner of the campaign.</param>
    /// <param name="advertiser">The advertiser of the campaign.</param>
    /// <param name="id">The same in each repetition of a request.</param>
    /// <param name="request">The campaign.</param>
    /// <param name="hasFlights">Whether the caller sent flights.</param>
    /// <param name="ct">Cancels until Amazon has answered.</param>
    public async Task<Result<DspCampaign>> CreateAsync(
        UserId user, OwnedAdvertiser advertiser, Guid id, NewCampaign request, bool hasFlights, CancellationToken ct)
    {
        var earlier = await campaigns.FindCreationAsync(user, id, ct)
            ?? await campaigns.FindUnresolvedAsync(user, advertiser.Account, request.Name, ct);
        if (earlier is { CampaignId: { } known } && await campaigns.FindAsync(user, known, ct) is { } stored) return stored;
        if (earlier is { Status: not CreationStatus.Created })
        {
            var found = await LookAsync(user, advertiser, earlier, ct);
            if (!found.Succeeded) return found.Error;
            if (found.Value is { } campaign && (earlier.Id == id || earlier.Request.IsSameAs(request))) return campaign;
            if (found.Value is null && earlier.MayStillAppear(options.Value.SettleAfter, clock.GetUtcNow())) return CampaignErrors.OutcomeUnknown;
        }

        var creation = await BeginAsync(user, advertiser, id, request, earlier, ct);
        return await SendAsync(user, advertiser, creation, hasFlights);
    }

    /// <summary>Finds out what came of a request whose outcome is unknown.</summary>
    /// <returns>
    /// The campaign, or null if none came of it. Error: <c>campaign.outcome_unknown</c> while it may still become visible, or what prevents the read.
    /// </returns>
    public async Task<Result<DspCampaign?>> SettleAsync(
        UserId user, OwnedAdvertiser advertiser, CampaignCreation creation, CancellationToken ct)
    {
        var found = await LookAsync(user, advertiser, creation, ct);
        if (!found.Succeeded || found.Value is not null) return found;
        if (creation.MayStillAppear(options.Value.SettleAfter, clock.GetUtcNow())) return CampaignErrors.OutcomeUnknown;

        await RefuseAsync(creation, CampaignErrors.OutcomeUnknown, ct);
        return Result<DspCampaign?>.Success(null);
    }

    /// <summary>Stores the attempt that follows, with the job that settles it if its outcome stays unknown.</summary>
    private async Task<CampaignCreation> BeginAsync(
        UserId user, OwnedAdvertiser advertiser, Guid id, NewCampaign request, CampaignCreation? earlier, CancellationToken ct)
    {
        var creation = earlier;
        if (creation?.Id == id)
        {
            creation.SendAgain(request, clock.GetUtcNow());
        }
        else
        {
            if (creation is { Status: CreationStatus.Sending }) await RefuseAsync(creation, CampaignErrors.OutcomeUnknown, ct);
            campaigns.Add(creation = CampaignCreation.Send(id, user, advertiser.Account, request, clock.GetUtcNow()));
        }

        var job = Guid.CreateVersion7();
        jobs.Add(user, JobKind.CampaignSettle, CampaignSettleJob.KeyOf(creation, job), job);
        await unitOfWork.SaveChangesAsync(ct);
        return creation;
    }

    /// <summary>Not cancelled: the outcome of a request that was sent is worth knowing, even if its caller has left.</summary>
    private async Task<Result<DspCampaign>> SendAsync(UserId user, OwnedAdvertiser advertiser, CampaignCreation creation, bool hasFlights)
    {
        var answer = await amazon.CreateAsync(advertiser, creation.Request, CancellationToken.None);
        if (answer is { Succeeded: true, Value: CampaignAnswer.Stored created })
            return await CompleteAsync(user, advertiser, creation, created.Campaign);
        if (!answer.Succeeded && AmazonCampaigns.MayHaveHappened(answer.Error))
        {
            var found = await LookAsync(user, advertiser, creation, CancellationToken.None);
            return found is { Succeeded: true, Value: { } campaign } ? campaign : CampaignErrors.OutcomeUnknown;
        }

        var error = answer.Succeeded ? CampaignReasons.Of((CampaignAnswer.Refused)answer.Value, hasFlights) : answer.Error;
        await RefuseAsync(creation, error, CancellationToken.None);
        return error;
    }

    private async Task RefuseAsync(CampaignCreation creation, Error error, CancellationToken ct)
    {
        creation.Refuse();
        audit.Record(CampaignAudit.Refused(creation, error));
        await unitOfWork.SaveChangesAsync(ct);
    }

    /// <summary>Looks for the campaign of a request whose outcome is unknown. A campaign of another request is never taken for it.</summary>
    private async Task<Result<DspCampaign?>> LookAsync(UserId user, OwnedAdvertiser advertiser, CampaignCreation creation, CancellationToken ct)
    {
        var candidates = new List<AmazonCampaign>();
        var read = await amazon.ReadAllAsync(advertiser, CampaignWords.StateGroups[0], page =>
        {
            candidates.AddRange(page.Where(c => c.MayComeFrom(creation.Request, creation.FirstSentAt)));
            return Task.CompletedTask;
        }, ct);
        if (!read.Succeeded) return read.Error;

        var claimed = await campaigns.ClaimedAsync(user, creation, [.. candidates.Select(c => c.CampaignId)], ct);
        var found = candidates.Where(c => !claimed.Contains(c.CampaignId)).MinBy(c => c.CreatedAt);
        return Result<DspCampaign?>.Success(found is null ? null : await CompleteAsync(user, advertiser, creation, found));
    }

    private Task<DspCampaign> CompleteAsync(UserId user, OwnedAdvertiser advertiser, CampaignCreation creation, AmazonCampaign created) =>
        records.StoreAsync(user, advertiser.Account, created, async campaign =>
        {
            var current = await campaigns.FindCreationAsync(user, creation.Id, CancellationToken.None);
            if (current is not { Status: not CreationStatus.Created }) return;

            current.Complete(created.CampaignId);
            audit.Record(CampaignAudit.Of(
                CreateCampaignCommand.EventType, created.CampaignId, CampaignAudit.Difference(before: null, CampaignSnapshot.Of(campaign))));
            if (!creation.Request.Activate || campaign.Status != "paused") return;

            campaign.RequestEnabling();
            jobs.Add(user, JobKind.CampaignEnable, campaign.CampaignId, campaign.Id);
        });
}
