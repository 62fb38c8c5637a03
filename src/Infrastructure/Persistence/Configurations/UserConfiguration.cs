using Accounts.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users", "public");
        user.Property(u => u.Id).HasColumnName("id").ValueGeneratedNever();
        user.Property(u => u.Email).HasColumnName("email");
        user.Property(u => u.FirstName).HasColumnName("first_name");
        user.Property(u => u.LastName).HasColumnName("last_name");
        user.Property(u => u.ImageUrl).HasColumnName("profile_image_url");
        user.Property(u => u.LastLoginAt).HasColumnName("last_login_at");
        user.Property(u => u.CreatedAt).HasColumnName("created_at");
        user.Property(u => u.UpdatedAt).HasColumnName("updated_at");
    }
}
