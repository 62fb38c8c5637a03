using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class NewJobConfiguration : IEntityTypeConfiguration<NewJob>
{
    public void Configure(EntityTypeBuilder<NewJob> job)
    {
        job.ToTable("jobs", "accounts_internal");
        job.Property(j => j.Id).HasColumnName("id").ValueGeneratedNever();
        job.Property(j => j.UserId).HasColumnName("user_id");
        job.Property(j => j.Kind).HasColumnName("kind");
        job.Property(j => j.Key).HasColumnName("key");
    }
}
