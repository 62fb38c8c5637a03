using Accounts.Domain.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class UserSettingsConfiguration : IEntityTypeConfiguration<UserSettings>
{
    public void Configure(EntityTypeBuilder<UserSettings> settings)
    {
        settings.ToTable("user_settings", "public");
        settings.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        settings.Property(s => s.UserId).HasColumnName("user_id");
        settings.Property(s => s.Preferences).HasColumnName("preferences").HasColumnType("jsonb");
        settings.Property(s => s.Version).HasColumnName("version").IsConcurrencyToken();
        settings.Property(s => s.UpdatedAt).HasColumnName("updated_at");
    }
}
