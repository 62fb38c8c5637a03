using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.DspCampaigns;

/// <summary>Returns a campaign. Amazon is asked for one that is not stored, and for any if the caller wants the current state.</summary>
public sealed record GetCampaignCommand(UserId User, string AdvertiserId, string CampaignId, bool Live) : ICommand<CampaignView>;

internal sealed class GetCampaignValidator : AbstractValidator<GetCampaignCommand>
{
    public GetCampaignValidator()
    {
        RuleFor(q => q.AdvertiserId).IsAdvertiserId();
        RuleFor(q => q.CampaignId).IsCampaignId();
    }
}

internal sealed class GetCampaignHandler(IReadDb db, OwnAdvertiser advertisers, AmazonCampaigns amazon, CampaignRecords records)
    : ICommandHandler<GetCampaignCommand, CampaignView>
{
    public async Task<Result<CampaignView>> Handle(GetCampaignCommand command, CancellationToken ct)
    {
        var advertiser = await advertisers.FindAsync(command.User, command.AdvertiserId, ct);
        if (!advertiser.Succeeded) return advertiser.Error;

        var account = advertiser.Value.Account;
        var stored = await db.Campaigns.SingleOrDefaultAsync(
            c => c.UserId == command.User && c.AccountId == account && c.CampaignId == command.CampaignId, ct);
        if (stored is not null && !command.Live) return CampaignView.Of(stored);

        var found = await amazon.FindAsync(advertiser.Value, command.CampaignId, ct);
        return found.Succeeded ? CampaignView.Of(await records.StoreAsync(command.User, account, found.Value)) : found.Error;
    }
}
