using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Microsoft.Extensions.Options;

namespace Accounts.Application.DspCampaigns;

/// <summary>
/// Changes a campaign at Amazon and stores the result with its audit row. Amazon replaces lists as a whole and has no versions. So a change
/// starts from what Amazon returns now, and only one change of a campaign is in progress at a time, whichever instance makes it. A change is
/// stored before it is sent: if its outcome stays unknown, <see cref="CampaignSettleJob"/> finds it out.
/// </summary>
internal sealed class CampaignChanges(
    ICampaignRepository campaigns, CampaignCreations creations, AmazonCampaigns amazon, CampaignRecords records, IAuditTrail audit,
    IOptions<DspCampaignsOptions> options, TimeProvider clock)
{
    /// <param name="target">The campaign.</param>
    /// <param name="expectedVersion">The version that the caller has read; null to change any.</param>
    /// <param name="decide">Decides what is sent to Amazon.</param>
    /// <param name="done">What else changes with the campaign.</param>
    /// <param name="request">The event's type and whether the caller sent flights.</param>
    /// <param name="ct">Cancels a request until it is sent to Amazon, and a job at any time.</param>
    public async Task<Result<DspCampaign>> ApplyAsync(
        CampaignTarget target, int? expectedVersion, Func<DspCampaign, Result<CampaignChange>> decide, Action<DspCampaign> done,
        (string EventType, bool HasFlights) request, CancellationToken ct)
    {
        var known = await KnownAsync(target, ct);
        if (!known.Succeeded) return known.Error;
        if (await UnsettledAsync(target, known.Value, ct) is { } unsettled) return unsettled;

        await using var reservation = await campaigns.ReserveAsync(target.User, target.CampaignId, target.Job, options.Value.ChangeLease, ct);
        if (reservation is null) return CampaignErrors.ChangeInProgress;

        var current = await ReadAsync(target, ct);
        if (!current.Succeeded) return current.Error;

        var campaign = current.Value;
        if (expectedVersion is { } version && version != campaign.Version) return CampaignErrors.Changed;

        var change = decide(campaign);
        if (!change.Succeeded) return change.Error;
        if (change.Value.IsEmpty) return await EndAsync(target, request.EventType, done);

        var before = CampaignSnapshot.Of(campaign);
        var pending = new PendingChange(
            Guid.CreateVersion7(), request.EventType, change.Value, CampaignAudit.Wanted(campaign, change.Value), clock.GetUtcNow());
        if (!await reservation.BeginAsync(pending, CampaignSettleJob.KeyOf(pending))) return CampaignErrors.ChangeInProgress;

        var sent = await SendAsync(target, pending, request.HasFlights, target.Job is null ? CancellationToken.None : ct);
        return sent.Succeeded ? await ConfirmAsync(target, request.EventType, sent.Value, before, done) : sent.Error;
    }

    /// <summary>Finds out how a change ended whose outcome is unknown.</summary>
    /// <returns>Error: <c>campaign.not_visible_yet</c> while it may still become visible, or what prevents the read.</returns>
    public async Task<Result<DspCampaign>> SettleAsync(CampaignTarget target, CancellationToken ct)
    {
        await using var reservation = await campaigns.ReserveAsync(target.User, target.CampaignId, target.Job, options.Value.ChangeLease, ct);
        return reservation is null ? CampaignErrors.ChangeInProgress : await ReadAsync(target, ct);
    }

    /// <summary>Reads the campaign from Amazon. A read that is older than what is stored is no basis for a change.</summary>
    private async Task<Result<DspCampaign>> ReadAsync(CampaignTarget target, CancellationToken ct)
    {
        var found = await amazon.FindAsync(target.Advertiser, target.CampaignId, ct);
        if (!found.Succeeded) return found.Error.Is(CampaignErrors.NotFound) ? CampaignErrors.NotVisibleYet : found.Error;

        var campaign = await records.StoreAsync(target.User, target.Advertiser.Account, found.Value, c =>
        {
            Settle(c, found.Value);
            return Task.CompletedTask;
        });
        return campaign.Pending is null && campaign.Shows(found.Value) ? campaign : CampaignErrors.NotVisibleYet;
    }

    private void Settle(DspCampaign campaign, AmazonCampaign now)
    {
        if (campaign.Pending is not { } pending) return;

        if (now.Shows(pending.Change))
        {
            campaign.Confirm(now, SettlesAt);
            audit.Record(CampaignAudit.Of(pending.EventType, campaign.CampaignId, pending.Values));
        }
        else if (!pending.MayStillAppear(options.Value.SettleAfter, clock.GetUtcNow()))
        {
            campaign.EndChange();
            audit.Record(CampaignAudit.Of(pending.EventType, campaign.CampaignId, pending.Values, CampaignErrors.OutcomeUnknown));
        }
    }

    private DateTimeOffset SettlesAt => clock.GetUtcNow() + options.Value.SettleAfter;

    /// <summary>Ends a change for which nothing is sent to Amazon.</summary>
    private async Task<Result<DspCampaign>> EndAsync(CampaignTarget target, string eventType, Action<DspCampaign> done) =>
        await records.ChangeAsync(target.User, target.CampaignId, c =>
        {
            var before = CampaignSnapshot.Of(c);
            done(c);
            var difference = CampaignAudit.Difference(before, CampaignSnapshot.Of(c));
            if (difference.Count > 0) audit.Record(CampaignAudit.Of(eventType, c.CampaignId, difference));
        });

    private async Task<Result<DspCampaign>> ConfirmAsync(
        CampaignTarget target, string eventType, AmazonCampaign sent, CampaignSnapshot before, Action<DspCampaign> done) =>
        await records.ChangeAsync(target.User, target.CampaignId, c =>
        {
            c.Confirm(sent, SettlesAt);
            done(c);
            audit.Record(CampaignAudit.Of(eventType, c.CampaignId, CampaignAudit.Difference(before, CampaignSnapshot.Of(c))));
        });

    private async Task<Error> RefuseAsync(CampaignTarget target, PendingChange pending, Error error)
    {
        await records.ChangeAsync(target.User, target.CampaignId, c =>
        {
            c.EndChange();
            audit.Record(CampaignAudit.Of(pending.EventType, c.CampaignId, pending.Values, error));
        });
        return error;
    }

    /// <summary>
    /// Settles an unconfirmed creation of this name before the change: the campaign may be its result, which would not be recognized after the
    /// change and be created again.
    /// </summary>
    private async Task<Error?> UnsettledAsync(CampaignTarget target, DspCampaign known, CancellationToken ct)
    {
        var creation = await campaigns.FindUnresolvedAsync(target.User, target.Advertiser.Account, known.CampaignName, ct);
        if (creation is null) return null;

        var settled = await creations.SettleAsync(target.User, target.Advertiser, creation, ct);
        return settled.Succeeded ? null : settled.Error.Is(CampaignErrors.OutcomeUnknown) ? CampaignErrors.NotVisibleYet : settled.Error;
    }

    /// <summary>A campaign of another advertiser is not found under this one.</summary>
    private async Task<Result<DspCampaign>> KnownAsync(CampaignTarget target, CancellationToken ct)
    {
        if (await campaigns.FindAsync(target.User, target.CampaignId, ct) is { AccountId: { } account } stored)
            return account == target.Advertiser.Account ? stored : CampaignErrors.NotFound;

        var found = await amazon.FindAsync(target.Advertiser, target.CampaignId, ct);
        return found.Succeeded ? await records.StoreAsync(target.User, target.Advertiser.Account, found.Value) : found.Error;
    }

    /// <returns>The campaign after the change. Error: the refusal, or <c>campaign.outcome_unknown</c>.</returns>
    private async Task<Result<AmazonCampaign>> SendAsync(CampaignTarget target, PendingChange pending, bool hasFlights, CancellationToken ct)
    {
        var answer = await amazon.UpdateAsync(target.Advertiser, pending.Change, ct);
        if (answer is { Succeeded: true, Value: CampaignAnswer.Stored stored }) return stored.Campaign;
        if (answer.Succeeded) return await RefuseAsync(target, pending, CampaignReasons.Of((CampaignAnswer.Refused)answer.Value, hasFlights));
        if (!AmazonCampaigns.MayHaveHappened(answer.Error)) return await RefuseAsync(target, pending, answer.Error);

        var now = await amazon.FindAsync(target.Advertiser, target.CampaignId, ct);
        return now.Succeeded && now.Value.Shows(pending.Change) ? now : CampaignErrors.OutcomeUnknown;
    }
}

/// <param name="User">The owner of the campaign.</param>
/// <param name="Advertiser">The advertiser of the campaign.</param>
/// <param name="CampaignId">Amazon's id.</param>
/// <param name="Job">The job that works on it; null for a request.</param>
internal sealed record CampaignTarget(UserId User, OwnedAdvertiser Advertiser, string CampaignId, Guid? Job = null);

internal static class CampaignReasons
{
    /// <summary>A refusal with Amazon's reasons and pointers into the caller's request.</summary>
    public static Error Of(CampaignAnswer.Refused refused, bool hasFlights) => CampaignErrors.Refused with
    {
        Fields = [.. refused.Reasons.Select(r =>
            new FieldError(CampaignPointers.Of(r.Location, hasFlights), r.Code.ToLowerInvariant(), r.Message))],
    };
}
