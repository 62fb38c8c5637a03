using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

/// <summary>Reads the campaigns of an advertiser from Amazon, by state, and stores them.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="OnlyFirst">Reads all campaigns, and only if that has never been done.</param>
/// <returns>When the read began; null if there was none.</returns>
public sealed record FetchCampaignsCommand(UserId User, string AdvertiserId, CampaignStatus? Status, bool OnlyFirst) : ICommand<DateTimeOffset?>;

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
        var status = command.OnlyFirst ? null : command.Status;
        foreach (var states in status is { } one ? [[CampaignWords.StateOf(one.ToString().ToLowerInvariant())]] : CampaignWords.StateGroups)
        {
            var read = await amazon.ReadAllAsync(advertiser.Value, states, page => campaigns.StoreAsync(command.User, account, page, ct), ct);
            if (!read.Succeeded) return read.Error;
        }

        if (status is null) await campaigns.EndReadAsync(command.User, account, began, ct);
        return Began(began);
    }

    private static Result<DateTimeOffset?> Began(DateTimeOffset? at) => Result<DateTimeOffset?>.Success(at);
}
