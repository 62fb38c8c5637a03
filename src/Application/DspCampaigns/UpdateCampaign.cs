using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

/// <summary>Changes a campaign at Amazon.</summary>
/// <param name="IsFull">Whether members that were not sent take their defaults; otherwise they stay as they are.</param>
/// <param name="ExpectedVersion">The version that the caller has read; null to change any.</param>
public sealed record UpdateCampaignCommand(
    UserId User, string AdvertiserId, string CampaignId, CampaignInput Input, bool IsFull, int? ExpectedVersion)
    : ICommand<CampaignView>, IRefusesImpersonators
{
    public static string EventType => "campaign.update";
}

internal sealed class UpdateCampaignValidator : AbstractValidator<UpdateCampaignCommand>
{
    public UpdateCampaignValidator()
    {
        RuleFor(c => c.AdvertiserId).IsAdvertiserId();
        RuleFor(c => c.CampaignId).IsCampaignId();
    }
}

internal sealed class UpdateCampaignHandler(OwnAdvertiser advertisers, CampaignChanges changes, TimeProvider clock)
    : ICommandHandler<UpdateCampaignCommand, CampaignView>
{
    public async Task<Result<CampaignView>> Handle(UpdateCampaignCommand command, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(command.User, command.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var checkedInput = command.Input.Normalized().Checked(clock.GetUtcNow());
        if (!checkedInput.Succeeded) return checkedInput.Error;

        var input = checkedInput.Value;
        var changed = await changes.ApplyAsync(
            new CampaignTarget(command.User, advertiser.Value, command.CampaignId), command.ExpectedVersion,
            campaign => campaign.Change(input, command.IsFull, clock.GetUtcNow()),
            campaign =>
            {
                if (input.Status is not null) campaign.EndEnabling(); // the user's later decision
            },
            (UpdateCampaignCommand.EventType, input.Flights is not null), ct);
        return changed.Succeeded ? CampaignView.Of(changed.Value) : changed.Error;
    }
}
