using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class SyncRunConfiguration : IEntityTypeConfiguration<SyncRun>
{
    public void Configure(EntityTypeBuilder<SyncRun> run)
    {
        run.ToTable("account_sync_history", "public");
        run.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        run.Property(r => r.UserId).HasColumnName("user_id");
        run.Property(r => r.Trigger).HasColumnName("sync_type");
        run.Property(r => r.Status).HasColumnName("sync_status");
        run.Property(r => r.Phase).HasColumnName("phase");
        run.Property(r => r.Progress).HasColumnName("progress").HasColumnType("jsonb");
        run.Property(r => r.StartedAt).HasColumnName("started_at");
        run.Property(r => r.CompletedAt).HasColumnName("completed_at");
        run.Property(r => r.UpdatedAt).HasColumnName("updated_at");
    }
}
