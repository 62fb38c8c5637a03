using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>The three statuses that the existing frontend's pages know.</summary>
public enum FrontendStatus
{
    Active,
    Disconnected,
    Error,
}

/// <summary>A row as the existing frontend's tables and details read it: some members have a second, camelCase name.</summary>
public record FrontendRow : AccountRow
{
    public FrontendRow(AccountRow row)
        : base(row)
    {
    }

    public FrontendStatus Status => StatusOf(AccountStatus);

    [JsonPropertyName("accountName")]
    public string NameOfAccount => AccountName;

    [JsonPropertyName("accountId")]
    public string IdOfAmazon => AmazonAccountId;

    [JsonPropertyName("createdAt")]
    public DateTimeOffset CreatedAt => ConnectedAt;

    [JsonPropertyName("lastRefreshTime")]
    public DateTimeOffset? LastRefreshTime => LastSyncedAt;

    [JsonPropertyName("tokenExpiresAt")]
    public DateTimeOffset? ExpiryOfToken => TokenExpiresAt;

    [JsonPropertyName("marketplace")]
    public FrontendMarketplace Marketplace => FrontendMarketplace.Of(this);

    /// <summary>The profile in the home country; null if it is unknown.</summary>
    [JsonPropertyName("profileDetails")]
    public ProfileDetails? ProfileDetails => ProfileDetails.Of(this);

    internal static FrontendStatus StatusOf(AccountStatus status) => status switch
    {
        AccountStatus.Active or AccountStatus.Pending => FrontendStatus.Active,
        AccountStatus.Error => FrontendStatus.Error,
        _ => FrontendStatus.Disconnected,
    };
}

public sealed record FrontendMarketplace(string? Id, string? Name, [property: JsonPropertyName("countryCode")] string? CountryCode, string? Region)
{
    internal static FrontendMarketplace Of(AccountRow row)
    {
        var known = Domain.Common.Marketplace.OfId(row.MarketplaceId);
        return new FrontendMarketplace(
            row.MarketplaceId, row.MarketplaceName, StoredJson.Text(row.Metadata, "country_code") ?? known?.Country,
            StoredJson.Text(row.Metadata, "region") ?? known?.Region.ToString());
    }
}

public sealed record ProfileDetails(
    [property: JsonPropertyName("profileId")] string ProfileId,
    [property: JsonPropertyName("profileName")] string ProfileName,
    [property: JsonPropertyName("profileType")] string? ProfileType,
    [property: JsonPropertyName("country")] string? Country,
    [property: JsonPropertyName("currency")] string? Currency,
    [property: JsonPropertyName("timezone")] string? Timezone,
    [property: JsonPropertyName("accountInfo")] ProfileAccountInfo AccountInfo)
{
    internal static ProfileDetails? Of(AccountRow row)
    {
        if (row.ProfileId is not { } profile || row.AccountType != AccountType.Advertising) return null;

        var type = StoredJson.Text(row.Metadata, "profile_type");
        return new ProfileDetails(
            profile, row.AccountName, type, StoredJson.Text(row.Metadata, "country_code"), StoredJson.Text(row.Metadata, "currency_code"),
            StoredJson.Text(row.Metadata, "timezone"),
            new ProfileAccountInfo(row.MarketplaceId, row.EntityId, type ?? "advertising", row.AccountName));
    }
}

public sealed record ProfileAccountInfo(
    [property: JsonPropertyName("marketplaceStringId")] string? MarketplaceStringId,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("name")] string Name);
