using Accounts.Domain.Managers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class AccountRelationshipConfiguration : IEntityTypeConfiguration<AccountRelationship>
{
    public void Configure(EntityTypeBuilder<AccountRelationship> link)
    {
        link.ToTable("account_relationships", "public");
        link.Property(l => l.Id).HasColumnName("id").ValueGeneratedNever();
        link.Property(l => l.UserId).HasColumnName("user_id");
        link.Property(l => l.Type).HasColumnName("relationship_type");
        link.Property(l => l.ParentKey).HasColumnName("parent_key");
        link.Property(l => l.ChildKey).HasColumnName("child_key");
        link.Property(l => l.ChildAccountId).HasColumnName("child_account_id");
        link.Property(l => l.Metadata).HasColumnName("metadata").HasColumnType("jsonb");
    }
}
