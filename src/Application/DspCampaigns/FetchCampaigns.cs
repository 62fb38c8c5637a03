using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

/// <summary>Reads all campaigns of an advertiser from Amazon, by state, and stores them.</summary>
/// <param name="Status">Null for all.</param>
public sealed record FetchCampaignsCommand(UserId User, string AdvertiserId, CampaignStatus? Status) : ICommand<int>;

internal sealed class FetchCampaignsValidator : AbstractValidator<FetchCampaignsCommand>
{
    public FetchCampaignsValidator() => RuleFor(c => c.AdvertiserId).IsAdvertiserId();
}

internal sealed class FetchCampaignsHandler(OwnAdvertiser advertisers, AmazonCampaigns amazon, ICampaignRepository campaigns)
    : ICommandHandler<FetchCampaignsCommand, int>
{
    public async Task<Result<int>> Handle(FetchCampaignsCommand command, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(command.User, command.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var groups = command.Status is { } status
            ? [[CampaignWords.StateOf(status.ToString().ToLowerInvariant())]] : CampaignWords.StateGroups;
        var read = 0;
        foreach (var states in groups)
        {
            var all = await amazon.ReadAllAsync(
                advertiser.Value, states, page => campaigns.StoreAsync(command.User, advertiser.Value.Account, page, ct), ct);
            if (!all.Succeeded) return all.Error;

            read += all.Value;
        }

        return read;
    }
}
