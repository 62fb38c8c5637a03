using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class NewestListingConfiguration : IEntityTypeConfiguration<NewestListing>
{
    public void Configure(EntityTypeBuilder<NewestListing> listing)
    {
        listing.ToTable("newest_listings", "public").HasKey(l => new { l.ConnectionId, l.Kind, l.Subject });
        listing.Property(l => l.UserId).HasColumnName("user_id");
        listing.Property(l => l.ConnectionId).HasColumnName("connection_id");
        listing.Property(l => l.Kind).HasColumnName("kind");
        listing.Property(l => l.Subject).HasColumnName("subject");
        listing.Property(l => l.CompletedAt).HasColumnName("completed_at");
    }
}
