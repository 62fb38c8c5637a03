using Accounts.Domain.DspCampaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class CampaignCreationConfiguration : IEntityTypeConfiguration<CampaignCreation>
{
    public void Configure(EntityTypeBuilder<CampaignCreation> creation)
    {
        creation.ToTable("campaign_creations", "public");
        creation.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        creation.Property(c => c.UserId).HasColumnName("user_id");
        creation.Property(c => c.AccountId).HasColumnName("account_id");
        creation.Property(c => c.CampaignName).HasColumnName("campaign_name");
        creation.Property(c => c.Request).HasColumnName("request").HasColumnType("jsonb").HasConversion(
            request => CampaignJson.Write(request), text => CampaignJson.Read<NewCampaign>(text));
        creation.Property(c => c.Status).HasColumnName("status").IsConcurrencyToken();
        creation.Property(c => c.FirstSentAt).HasColumnName("first_sent_at");
        creation.Property(c => c.SentAt).HasColumnName("sent_at").IsConcurrencyToken();
        creation.Property(c => c.CampaignId).HasColumnName("campaign_id");
    }
}
