using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspCampaigns;

/// <summary>
/// Changes a campaign at Amazon and stores the result with its audit row. Amazon replaces lists as a whole and knows no versions. So a change
/// starts from what Amazon returns now, and only one change of a campaign is in progress at a time, whichever instance makes it.
/// </summary>
internal sealed class CampaignChanges(
    ICampaignRepository campaigns, AmazonCampaigns amazon, CampaignRecords records, IAuditTrail audit, IUnitOfWork unitOfWork,
    IOptions<DspCampaignsOptions> options)
{
    /// <param name="user">The owner of the campaign.</param>
    /// <param name="advertiser">The advertiser of the campaign.</param>
    /// <param name="campaignId">Amazon's id.</param>
    /// <param name="expectedVersion">The version that the caller has read; null to change any.</param>
    /// <param name="decide">Decides what is sent to Amazon.</param>
    /// <param name="done">What else changes with the campaign.</param>
    /// <param name="request">The event's type and whether the caller sent flights.</param>
    /// <param name="ct">Cancels until Amazon has answered.</param>
    public async Task<Result<DspCampaign>> ApplyAsync(
        UserId user, OwnedAdvertiser advertiser, string campaignId, int? expectedVersion, Func<DspCampaign, Result<CampaignChange>> decide,
        Action<DspCampaign> done, (string EventType, bool HasFlights) request, CancellationToken ct)
    {
        var known = await KnownAsync(user, advertiser, campaignId, ct);
        if (!known.Succeeded) return known.Error;

        await using var reservation = await campaigns.ReserveAsync(user, campaignId, options.Value.ChangeLease, ct);
        if (reservation is null) return CampaignErrors.ChangeInProgress;

        var current = await ReadAsync(user, advertiser, campaignId, ct);
        if (!current.Succeeded) return current.Error;

        var campaign = current.Value;
        if (expectedVersion is { } version && version != campaign.Version) return CampaignErrors.Changed;

        var change = decide(campaign);
        if (!change.Succeeded) return change.Error;
        if (change.Value.IsEmpty) return await UnchangedAsync(campaign, done, ct);

        var before = CampaignSnapshot.Of(campaign);
        var sent = await SendAsync(advertiser, change.Value, request.HasFlights, ct);
        if (!sent.Succeeded) return await RefusedAsync(request.EventType, campaignId, sent.Error);

        return await records.StoreAsync(user, advertiser.Account, sent.Value, c =>
        {
            done(c);
            audit.Record(CampaignAudit.Of(request.EventType, campaignId, CampaignAudit.Difference(before, CampaignSnapshot.Of(c))));
            return Task.CompletedTask;
        });
    }

    /// <summary>Reads the campaign from Amazon. A read that is older than what is stored is no basis for a change.</summary>
    private async Task<Result<DspCampaign>> ReadAsync(UserId user, OwnedAdvertiser advertiser, string campaignId, CancellationToken ct)
    {
        var found = await amazon.FindAsync(advertiser, campaignId, ct);
        if (!found.Succeeded) return found.Error.Is(CampaignErrors.NotFound) ? CampaignErrors.NotVisibleYet : found.Error;

        var campaign = await records.StoreAsync(user, advertiser.Account, found.Value);
        return campaign.UpdatedAt > found.Value.UpdatedAt ? CampaignErrors.NotVisibleYet : campaign;
    }

    private async Task<Result<DspCampaign>> UnchangedAsync(DspCampaign campaign, Action<DspCampaign> done, CancellationToken ct)
    {
        done(campaign);
        await unitOfWork.SaveChangesAsync(ct);
        return campaign;
    }

    /// <summary>A campaign of another advertiser is not found under this one.</summary>
    private async Task<Result<DspCampaign>> KnownAsync(UserId user, OwnedAdvertiser advertiser, string campaignId, CancellationToken ct)
    {
        if (await campaigns.FindAsync(user, campaignId, ct) is { } stored)
            return stored.AccountId == advertiser.Account ? stored : CampaignErrors.NotFound;

        var found = await amazon.FindAsync(advertiser, campaignId, ct);
        return found.Succeeded ? await records.StoreAsync(user, advertiser.Account, found.Value) : found.Error;
    }

    private async Task<Result<AmazonCampaign>> SendAsync(OwnedAdvertiser advertiser, CampaignChange change, bool hasFlights, CancellationToken ct)
    {
        var answer = await amazon.UpdateAsync(advertiser, change, ct);
        if (answer.Succeeded)
        {
            return answer.Value is CampaignAnswer.Stored stored
                ? stored.Campaign : CampaignReasons.Of((CampaignAnswer.Refused)answer.Value, hasFlights);
        }

        if (!AmazonCampaigns.MayHaveHappened(answer.Error)) return answer.Error;

        var now = await amazon.FindAsync(advertiser, change.CampaignId, ct);
        return now.Succeeded && now.Value.Shows(change) ? now : AmazonCampaigns.Unconfirmed(answer.Error);
    }

    private async Task<Error> RefusedAsync(string eventType, string campaignId, Error error)
    {
        audit.Record(CampaignAudit.Of(eventType, campaignId, new Dictionary<string, string>(StringComparer.Ordinal), error));
        await unitOfWork.SaveChangesAsync(CancellationToken.None);
        return error;
    }
}

internal static class CampaignReasons
{
    /// <summary>A refusal with Amazon's reasons and pointers into the caller's request.</summary>
    public static Error Of(CampaignAnswer.Refused refused, bool hasFlights) => CampaignErrors.Refused with
    {
        Fields = [.. refused.Reasons.Select(r =>
            new FieldError(CampaignPointers.Of(r.Location, hasFlights), r.Code.ToLowerInvariant(), r.Message))],
    };
}
