using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class SyncScopeConfiguration : IEntityTypeConfiguration<SyncScope>
{
    public void Configure(EntityTypeBuilder<SyncScope> scope)
    {
        scope.ToTable("sync_scopes", "public");
        scope.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        scope.Property(s => s.RunId).HasColumnName("run_id");
        scope.Property(s => s.UserId).HasColumnName("user_id");
        scope.Property(s => s.ConnectionId).HasColumnName("connection_id");
        scope.Property(s => s.Kind).HasColumnName("kind");
        scope.Property(s => s.Region).HasColumnName("region");
        scope.Property(s => s.ProfileId).HasColumnName("profile_id");
        scope.Property(s => s.Status).HasColumnName("status");
        scope.Property(s => s.ErrorCode).HasColumnName("error_code");
        scope.Property(s => s.ErrorMessage).HasColumnName("error_message");
        scope.Property(s => s.Listed).HasColumnName("listed");
        scope.Property(s => s.CompletedAt).HasColumnName("completed_at");
        scope.Property(s => s.UpdatedAt).HasColumnName("updated_at");
    }
}
