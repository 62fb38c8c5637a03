using Accounts.Domain.Profiles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class AccountProfileConfiguration : IEntityTypeConfiguration<AccountProfile>
{
    public void Configure(EntityTypeBuilder<AccountProfile> profile)
    {
        profile.ToTable("account_profiles", "public");
        profile.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        profile.Property(p => p.UserId).HasColumnName("user_id");
        profile.Property(p => p.ConnectionId).HasColumnName("connection_id");
        profile.Property(p => p.AccountId).HasColumnName("account_id");
        profile.Property(p => p.ProfileId).HasColumnName("profile_id");
        profile.Property(p => p.CountryCode).HasColumnName("country_code");
        profile.Property(p => p.CurrencyCode).HasColumnName("currency_code");
        profile.Property(p => p.Timezone).HasColumnName("timezone");
        profile.Property(p => p.MarketplaceId).HasColumnName("marketplace_id");
        profile.Property(p => p.Region).HasColumnName("region");
        profile.Property(p => p.ProfileType).HasColumnName("profile_type");
        profile.Property(p => p.SubType).HasColumnName("sub_type");
        profile.Property(p => p.EntityId).HasColumnName("entity_id");
        profile.Property(p => p.Name).HasColumnName("name");
        profile.Property(p => p.ValidPaymentMethod).HasColumnName("valid_payment_method");
        profile.Property(p => p.AccessLevel).HasColumnName("access_level");
    }
}
