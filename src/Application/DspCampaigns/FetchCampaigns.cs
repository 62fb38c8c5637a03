using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

/// <summary>
/// Reads all campaigns of an advertiser from Amazon, by state, and stores them. A read of one state could not find out that a campaign has left it.
/// </summary>
/// <returns>When the read began.</returns>
public sealed record FetchCampaignsCommand(UserId User, string AdvertiserId) : ICommand<DateTimeOffset>;

internal sealed class FetchCampaignsValidator : AbstractValidator<FetchCampaignsCommand>
{
    public FetchCampaignsValidator() => RuleFor(c => c.AdvertiserId).IsAdvertiserId();
}

internal sealed class FetchCampaignsHandler(
    OwnAdvertiser advertisers, AmazonCampaigns amazon, ICampaignRepository campaigns, TimeProvider clock)
    : ICommandHandler<FetchCampaignsCommand, DateTimeOffset>
{
    public async Task<Result<DateTimeOffset>> Handle(FetchCampaignsCommand command, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(command.User, command.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var account = advertiser.Value.Account;
        var began = clock.GetUtcNow();
        foreach (var states in CampaignWords.StateGroups)
        {
            var read = await amazon.ReadAllAsync(advertiser.Value, states, page => campaigns.StoreAsync(command.User, account, page, ct), ct);
            if (!read.Succeeded) return read.Error;
        }

        await campaigns.EndReadAsync(command.User, account, began, ct);
        return began;
    }
}
