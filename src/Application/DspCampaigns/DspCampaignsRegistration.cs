using Accounts.Application.Common.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Application.DspCampaigns;

internal static class DspCampaignsRegistration
{
    public static IServiceCollection AddDspCampaigns(this IServiceCollection services) =>
        services.AddScoped<AmazonCampaigns>().AddScoped<CampaignRecords>().AddScoped<CampaignChanges>().AddScoped<CampaignCreations>()
            .AddJob<CampaignEnableJob>(JobKind.CampaignEnable).AddJob<CampaignSettleJob>(JobKind.CampaignSettle);
}
