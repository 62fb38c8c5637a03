using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

/// <summary>Creates a campaign at Amazon, paused. A job enables it if the caller wants it active.</summary>
public sealed record CreateCampaignCommand(UserId User, string AdvertiserId, CampaignInput Input) : ICommand<CampaignView>, IRefusesImpersonators
{
    public static string EventType => "campaign.create";
}

internal sealed class CreateCampaignValidator : AbstractValidator<CreateCampaignCommand>
{
    public CreateCampaignValidator() => RuleFor(c => c.AdvertiserId).IsAdvertiserId();
}

internal sealed class CreateCampaignHandler(OwnAdvertiser advertisers, CampaignCreations creations, RequestContext context, TimeProvider clock)
    : ICommandHandler<CreateCampaignCommand, CampaignView>
{
    public async Task<Result<CampaignView>> Handle(CreateCampaignCommand command, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(command.User, command.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var request = NewCampaign.Of(command.Input.Normalized(), advertiser.Value.Country, clock.GetUtcNow());
        if (!request.Succeeded) return request.Error;

        var id = context.OperationId ?? Guid.CreateVersion7();
        var created = await creations.CreateAsync(command.User, advertiser.Value, id, request.Value, command.Input.Flights is not null, ct);
        return created.Succeeded ? CampaignView.Of(created.Value) : created.Error;
    }
}
