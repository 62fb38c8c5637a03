using Accounts.Application.Common;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

internal static class CampaignRequestRules
{
    public static IRuleBuilderOptions<T, string> IsAdvertiserId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches(@"^[0-9]{1,20}\z").Malformed("advertiser_id", "format");

    /// <summary>Amazon does not document the form of its ids; they are numbers at present.</summary>
    public static IRuleBuilderOptions<T, string> IsCampaignId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches(@"^[A-Za-z0-9._-]{1,64}\z").Malformed("campaign_id", "format");
}
