using Accounts.Domain.Managers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class ManagerAccountConfiguration : IEntityTypeConfiguration<ManagerAccount>
{
    public void Configure(EntityTypeBuilder<ManagerAccount> manager)
    {
        manager.ToTable("manager_accounts", "public");
        manager.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        manager.Property(m => m.UserId).HasColumnName("user_id");
        manager.Property(m => m.Region).HasColumnName("region");
        manager.Property(m => m.ManagerAccountId).HasColumnName("manager_account_id");
        manager.Property(m => m.Name).HasColumnName("name");
        manager.Property(m => m.LinksComplete).HasColumnName("links_complete");
    }
}
