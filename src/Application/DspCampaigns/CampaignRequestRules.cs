using Accounts.Application.Common;
using FluentValidation;

namespace Accounts.Application.DspCampaigns;

internal static class CampaignRequestRules
{
    /// <summary>Amazon does not document the form of its ids; they are numbers at present.</summary>
    public static IRuleBuilderOptions<T, string> IsCampaignId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches(@"^[A-Za-z0-9._-]{1,64}\z").Malformed("campaign_id", "format");
}
