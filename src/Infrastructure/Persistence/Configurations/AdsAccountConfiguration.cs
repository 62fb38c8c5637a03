using System.Text.Json;
using Accounts.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounts.Infrastructure.Persistence.Configurations;

internal sealed class AdsAccountConfiguration : IEntityTypeConfiguration<AdsAccount>
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Configure(EntityTypeBuilder<AdsAccount> account)
    {
        account.ToTable("user_accounts", "public");
        account.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        account.Property(a => a.UserId).HasColumnName("user_id");
        account.Property(a => a.ConnectionId).HasColumnName("connection_id");
        account.Property(a => a.AccountName).HasColumnName("account_name");
        account.Property(a => a.AmazonAccountId).HasColumnName("amazon_account_id");
        account.Property(a => a.MarketplaceId).HasColumnName("marketplace_id");
        account.Property(a => a.AccountType).HasColumnName("account_type");
        account.Property(a => a.Region).HasColumnName("region");
        account.Property(a => a.ProfileId).HasColumnName("profile_id");
        account.Property(a => a.EntityId).HasColumnName("entity_id");
        account.Property(a => a.MissedListings).HasColumnName("missed_listings");
        account.Property(a => a.Status).HasColumnName("status");
        account.Property(a => a.ApiStatus).HasColumnName("api_status");
        account.Property(a => a.ConnectedAt).HasColumnName("connected_at");
        account.Property(a => a.LastSyncedAt).HasColumnName("last_synced_at");
        account.Property(a => a.SyncStatus).HasColumnName("sync_status");
        account.Property(a => a.SyncErrorMessage).HasColumnName("sync_error_message");
        account.Property(a => a.Metadata).HasColumnName("metadata").HasColumnType("jsonb");
        account.Property(a => a.CreatedAt).HasColumnName("created_at");
        account.Property(a => a.UpdatedAt).HasColumnName("updated_at");
        ConfigureDecisions(account);
    }

    /// <summary>The columns that no sync writes.</summary>
    private static void ConfigureDecisions(EntityTypeBuilder<AdsAccount> account)
    {
        account.Property(a => a.DisplayName).HasColumnName("display_name").ValueGeneratedOnAddOrUpdate();
        account.Property(a => a.IsDefault).HasColumnName("is_default");
        account.Property(a => a.Settings).HasColumnName("settings").HasColumnType("jsonb").HasConversion(
            settings => JsonSerializer.Serialize(settings, Json), text => JsonSerializer.Deserialize<AccountSettings>(text, Json)!);
        account.Property(a => a.NextSyncAt).HasColumnName("next_sync_at");
        account.Property(a => a.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
