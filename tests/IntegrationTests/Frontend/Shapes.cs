namespace Accounts.IntegrationTests.Frontend;

/// <summary>What several pages read.</summary>
internal static class Shapes
{
    /// <summary>A row of the three tables; their details dialog reads the same row, under its camelCase names.</summary>
    public const string Row =
        """
        {
          "id": "id", "account_name": "string", "amazon_account_id": "string", "account_type": "advertising|dsp|amc", "is_default": "boolean",
          "marketplace_name": "string|null", "marketplace_id": "string|null", "connected_at": "time", "last_synced_at": "time|null",
          "status": "active|disconnected|error", "account_status": "active|pending|suspended|inactive|disconnected|error",
          "metadata": {
            "country_codes": ["string", "or none"], "region": "string|null",
            "alternate_ids": [{ "countryCode": "string", "profileId": "string|null", "entityId": "string|null" }, "or none"]
          },
          "accountName": "string", "accountId": "string", "createdAt": "time", "lastRefreshTime": "time|null", "tokenExpiresAt": "time|null",
          "marketplace": { "id": "string|null", "name": "string|null", "countryCode": "string|null", "region": "string|null" },
          "profileDetails?": {
            "profileId": "string", "profileName": "string", "profileType": "string|null", "country": "string|null", "currency": "string|null",
            "timezone": "string|null",
            "accountInfo": { "marketplaceStringId": "string|null", "id": "string|null", "type": "string", "name": "string", "subType?": "string" }
          }
        }
        """;

    /// <summary>A row of the cards and of the dialog that authorizes again.</summary>
    public const string NamedRow =
        """
        {
          "id": "id", "account_name": "string", "amazon_account_id": "string", "account_type": "advertising|dsp|amc", "is_default": "boolean",
          "marketplace_name": "string|null", "marketplace_id": "string|null", "connected_at": "time", "last_synced_at": "time|null",
          "updated_at": "time", "token_expires_at": "time|null", "metadata": { "country_code": "string|null", "region": "string|null" },
          "status": "active|disconnected|error", "account_status": "active|pending|suspended|inactive|disconnected|error",
          "name": "string", "type": "advertising|dsp|amc", "platform_id": "string"
        }
        """;

    /// <summary>An account of the dashboard's switcher.</summary>
    public const string SwitcherAccount =
        """
        {
          "id": "id", "name": "string", "advertiserId": "string", "marketplaceId": "string|null", "countryCode": "string|null",
          "currencyCode": "string|null", "isActive": "boolean", "lastSyncAt?": "time"
        }
        """;

    public const string Stats =
        """
        {
          "totalAccounts": "number", "activeAccounts": "number", "totalCampaigns": "number", "totalSpend": "number", "impressions": "number",
          "clicks": "number", "conversions": "number"
        }
        """;

    public const string Preferences =
        """
        {
          "preferences": {
            "auto_refresh_tokens": "boolean", "default_account_id": "id|null", "email_notifications": "boolean", "dashboard_layout": "grid|list"
          }
        }
        """;

    /// <summary>The page replaces its own tokens with these, so both are present and empty.</summary>
    public const string Refreshed = """{ "status": "success", "message": "string", "access_token": "", "refresh_token": "", "scope?": "string" }""";

    public const string User =
        """
        {
          "id": "id", "email": "string|null", "firstName": "string|null", "lastName": "string|null", "imageUrl?": "string", "createdAt": "time",
          "lastLoginAt": "time|null"
        }
        """;
}
