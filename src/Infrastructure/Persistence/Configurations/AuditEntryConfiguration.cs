using Accounts.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("auth_audit_log", "public");
        entry.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
        entry.Property(e => e.UserId).HasColumnName("user_id");
        entry.Property(e => e.Actor).HasColumnName("actor").HasColumnType("jsonb");
        entry.Property(e => e.EventType).HasColumnName("event_type");
        entry.Property(e => e.EventStatus).HasColumnName("event_status");
        entry.Property(e => e.TargetType).HasColumnName("target_type");
        entry.Property(e => e.TargetId).HasColumnName("target_id");
        entry.Property(e => e.ErrorCode).HasColumnName("error_code");
        entry.Property(e => e.ErrorMessage).HasColumnName("error_message");
        entry.Property(e => e.RequestId).HasColumnName("request_id");
        entry.Property(e => e.TraceId).HasColumnName("trace_id");
        entry.Property(e => e.IpAddress).HasColumnName("ip_address");
        entry.Property(e => e.UserAgent).HasColumnName("user_agent");
        entry.Property(e => e.Metadata).HasColumnName("metadata").HasColumnType("jsonb");
        entry.Property(e => e.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("app.now()");
    }
}
