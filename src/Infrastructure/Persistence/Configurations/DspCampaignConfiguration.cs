using Accounts.Domain.DspCampaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class DspCampaignConfiguration : IEntityTypeConfiguration<DspCampaign>
{
    public void Configure(EntityTypeBuilder<DspCampaign> campaign)
    {
        campaign.ToTable("dsp_campaigns", "public");
        campaign.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        campaign.Property(c => c.UserId).HasColumnName("user_id");
        campaign.Property(c => c.AccountId).HasColumnName("account_id");
        campaign.Property(c => c.CampaignId).HasColumnName("campaign_id");
        campaign.Property(c => c.CampaignName).HasColumnName("campaign_name");
        campaign.Property(c => c.Status).HasColumnName("status");
        campaign.Property(c => c.Budget).HasColumnName("budget");
        campaign.Property(c => c.Currency).HasColumnName("currency");
        campaign.Property(c => c.StartDate).HasColumnName("start_date");
        campaign.Property(c => c.EndDate).HasColumnName("end_date");
        campaign.Property(c => c.Details).HasColumnName("metadata").HasColumnType("jsonb").HasConversion(
            details => CampaignJson.Write(details), text => CampaignJson.Read<CampaignDetails>(text));
        campaign.Property(c => c.Pending).HasColumnName("pending").HasColumnType("jsonb").HasConversion(
            change => CampaignJson.Write(change), text => CampaignJson.Read<PendingChange?>(text));
        campaign.Property(c => c.SettlesAt).HasColumnName("settles_at");
        campaign.Property(c => c.IsEnabling).HasColumnName("is_enabling");
        campaign.Property(c => c.Version).HasColumnName("version").IsConcurrencyToken();
        campaign.Property(c => c.CreatedAt).HasColumnName("created_at");
        campaign.Property(c => c.UpdatedAt).HasColumnName("updated_at");
    }
}
