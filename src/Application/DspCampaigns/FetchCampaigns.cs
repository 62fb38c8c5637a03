using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

/// <summary>
/// Reads all campaigns of an advertiser from Amazon, by state, and stores them. A read of one state could not find out that a campaign has left it.
/// </summary>
/// <param name="OnlyFirst">Reads them only if that has never been done.</param>
/// <returns>When the read began; null if there was none.</returns>
public sealed record FetchCampaignsCommand(UserId User, string AdvertiserId, bool OnlyFirst) : ICommand<DateTimeOffset?>;

internal sealed class FetchCampaignsValidator : AbstractValidator<FetchCampaignsCommand>
{
    public FetchCampaignsValidator() => RuleFor(c => c.AdvertiserId).IsAdvertiserId();
}

internal sealed class FetchCampaignsHandler(
    OwnAdvertiser advertisers, AmazonCampaigns amazon, ICampaignRepository campaigns, TimeProvider clock)
    : ICommandHandler<FetchCampaignsCommand, DateTimeOffset?>
{
    public async Task<Result<DateTimeOffset?>> Handle(FetchCampaignsCommand command, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(command.User, command.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var account = advertiser.Value.Account;
        if (command.OnlyFirst && await campaigns.LastReadAsync(command.User, account, ct) is not null) return Began(null);

        var began = clock.GetUtcNow();
        foreach (var states in CampaignWords.StateGroups)
        {
            var read = await amazon.ReadAllAsync(advertiser.Value, states, page => campaigns.StoreAsync(command.User, account, page, ct), ct);
            if (!read.Succeeded) return read.Error;
        }

        await campaigns.EndReadAsync(command.User, account, began, ct);
        return Began(began);
    }

    private static Result<DateTimeOffset?> Began(DateTimeOffset? at) => Result<DateTimeOffset?>.Success(at);
}
