using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class OAuthTokenConfiguration : IEntityTypeConfiguration<OAuthToken>
{
    public void Configure(EntityTypeBuilder<OAuthToken> connection)
    {
        connection.ToTable("oauth_tokens", "public");
        connection.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        connection.Property(c => c.UserId).HasColumnName("user_id");
        connection.Property(c => c.Label).HasColumnName("label").HasMaxLength(OAuthToken.LabelMaxLength);
        connection.Property(c => c.Region).HasColumnName("region");
        connection.Property(c => c.AccessToken).HasColumnName("encrypted_access_token");
        connection.Property(c => c.RefreshToken).HasColumnName("encrypted_refresh_token");
        connection.Property(c => c.ExpiresAt).HasColumnName("expires_at");
        connection.Property(c => c.Scope).HasColumnName("scope");
        connection.Property(c => c.Status).HasColumnName("status");
        connection.Property(c => c.NeedsReauthSince).HasColumnName("needs_reauth_since");
        connection.Property(c => c.RefreshCount).HasColumnName("refresh_count");
        connection.Property(c => c.LastRefresh).HasColumnName("last_refresh");
        connection.Property(c => c.RefreshFailureCount).HasColumnName("refresh_failure_count");
        connection.Property(c => c.LastRefreshError).HasColumnName("last_refresh_error");
        connection.Property(c => c.NextRefreshAt).HasColumnName("next_refresh_at");
        connection.Property(c => c.ProactiveRefreshEnabled).HasColumnName("proactive_refresh_enabled");
        connection.Property(c => c.NextSyncAt).HasColumnName("next_sync_at");
        // A lease is taken without a new version. A change that was decided before would keep it, and its holder would store over the change.
        connection.Property(c => c.LeaseOwner).HasColumnName("refresh_lease_owner").IsConcurrencyToken();
        connection.Property(c => c.LeaseUntil).HasColumnName("refresh_lease_until");
        connection.Property(c => c.Version).HasColumnName("version").IsConcurrencyToken();
        connection.Property(c => c.CreatedAt).HasColumnName("created_at");
        connection.Property(c => c.UpdatedAt).HasColumnName("updated_at");
    }
}
